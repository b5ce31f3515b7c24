#pragma once

#include <string_view>

#include "connectors/grand_debat/themes.h"

namespace boussole::connectors::grand_debat {

/// Every whole line of the beginning is four times 0 or 1: there is nothing else to know it by.
bool is_matrix(std::string_view beginning);

/// Who took part in which theme: a line an author, no header, no ids.
Expected<void> read_matrix(Assembly& into, SourceList& sources, std::size_t table, const TableHead& head,
                           Themes& themes);

}  // namespace boussole::connectors::grand_debat
