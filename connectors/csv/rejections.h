#pragma once

#include <cstddef>
#include <cstdint>

#include "connectors/csv/reader.h"

/// The reasons for which a record is refused: stable codes, one sentence in each language.
namespace boussole::connectors::csv::detail {

enum class Fault { none, unclosed_quote, text_after_quote, record_too_long, too_many_fields, wrong_field_count };

/// The rejection of the record that begins on `line`.
/// @param field     where the fault is, from 1; for a wrong count, the number of fields found
/// @param expected  fields expected, bytes or fields allowed: what the fault is measured against
Rejected rejection(Fault fault, std::int64_t line, std::size_t field, std::size_t expected);

}  // namespace boussole::connectors::csv::detail
