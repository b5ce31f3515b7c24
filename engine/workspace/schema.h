#pragma once

#include <span>

/// Private to engine/workspace: the tables, as the steps that made them.
namespace boussole::engine {

/// "bous" in ASCII: tells a workspace from any other SQLite file.
inline constexpr int kApplicationId = 0x626f7573;

/// migrations()[i] brings the schema from version i to i + 1. Never change one that was released: add another.
std::span<const char* const> migrations();

}  // namespace boussole::engine
