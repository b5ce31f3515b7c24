#pragma once

#include <string_view>

namespace boussole::connectors {

/// What a file or an archive entry is, by its name alone.
enum class EntryKind {
  table,       ///< *.csv, *.tsv
  maybe_text,  ///< *.txt: a table if it begins like one
  document,    ///< *.json, *.pb: read as a whole if it begins like one
  workbook,    ///< *.xlsx, *.xlsm
  licence,     ///< LICENSE, LICENCE.md …
  other,
};

/// @param name  base name; hidden files and the doubles that macOS leaves (`._x.csv`) are `other`
EntryKind entry_kind(std::string_view name);

/// Does `beginning` (the first bytes of a file) read like a table: text, with a separator on its first line?
bool begins_like_table(std::string_view beginning);

/// Does `beginning` read like a JSON value or a Pabulib file ("META")?
bool begins_like_document(std::string_view beginning);

/// Does a licence text name an open data licence: ODbL, DbCL, Licence Ouverte (Etalab), CC0, CC BY or CC BY-SA?
/// The variants that forbid commerce or changes (NC, ND) are not open.
bool names_open_licence(std::string_view text);

}  // namespace boussole::connectors
