#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/text/unicode.h"

namespace boussole::engine::text {

/// 64-bit hash of bytes: the same on every machine. Folded 64 x 64 multiplications over four lanes of eight bytes. Not
/// for adversaries: it tells texts apart, it does not sign them. Private to the room.
std::uint64_t fingerprint(const Byte* bytes, std::size_t size);

}  // namespace boussole::engine::text
