#pragma once

#include <optional>
#include <string_view>

#include "connectors/csv/reader.h"

/// Files that are no CSV, told apart by how they begin, so that the message says what to do with them.
namespace boussole::connectors::csv::detail {

/// Bytes that are no text in UTF-8 or a kin of it: UTF-16, compressed or binary files.
std::optional<Error> not_text(std::string_view beginning);

/// A first record that is no header: a web page, JSON, an unknown separator, binary content in a single column.
std::optional<Error> not_a_header(std::string_view record, bool single_column);

/// The header breaks the grammar, so nothing after it can be understood.
Error unreadable_header(const Rejected& why);

}  // namespace boussole::connectors::csv::detail
