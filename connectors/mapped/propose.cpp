#include <algorithm>
#include <map>
#include <set>

#include "connectors/mapped/guess.h"
#include "engine/json/writer.h"

namespace boussole::connectors::mapped {

namespace {

const char* word_of(Certainty certainty) {
  return certainty == Certainty::sure     ? "sure / sûr"
         : certainty == Certainty::likely ? "likely / probable"
                                          : "to check / à vérifier";
}

std::string both(const Text& text) { return text.en + " / " + text.fr; }

void write_column(json::Writer& out, const GuessedColumn& column) {
  out.begin_object();
  out.member("column", column.name);
  if (!column.format.empty()) out.member("format", column.format);
  if (!column.locale.empty()) out.member("locale", column.locale);
  if (!column.values.empty()) {
    out.key("values").begin_object();
    for (const auto& [cell, word] : column.values) out.member(cell, word);
    out.end_object();
  }
  out.member("comment", std::string(word_of(column.certainty)) + (column.why.empty() ? "" : ": " + both(column.why)));
  out.end_object();
}

/// The parts of "export.xlsx!Ideas".
void write_place(json::Writer& out, const std::string& name) {
  const auto bang = name.rfind('!');
  if (bang == std::string::npos) {
    out.member("file", name);
    return;
  }
  const std::string before = name.substr(0, bang), last = name.substr(bang + 1);
  const bool workbook = before.ends_with(".xlsx") || before.ends_with(".xlsm");
  const std::string file =
      workbook ? before.substr(before.rfind('!') == std::string::npos ? 0 : before.rfind('!') + 1) : last;
  out.member("file", file);
  if (workbook) out.member("sheet", last);
}

void write_table(json::Writer& out, const GuessedTable& table) {
  out.begin_object();
  write_place(out, table.name);
  out.member("entity", std::string(def_of(table.entity).name));
  out.member("comment", std::string("entity: ") + word_of(table.certainty));
  if (table.entity == Entity::votes) {
    const bool sides = std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) {
      return c.field == Field::value &&
             std::any_of(c.values.begin(), c.values.end(), [](const auto& v) { return v.second == "against"; });
    });
    out.member("scale", sides ? "up_down" : "support");
  }
  std::map<Field, const GuessedColumn*> fields;
  for (const GuessedColumn& column : table.columns)
    if (column.field) fields[*column.field] = &column;
  out.key("columns").begin_object();
  for (const auto& [field, column] : fields) {
    out.key(def_of(field).name);
    write_column(out, *column);
  }
  out.end_object();
  std::set<std::string> said;
  bool attributes = false;
  for (const GuessedColumn& column : table.columns) {
    if (column.attribute.empty() || column.field || !said.insert(column.attribute).second) continue;
    if (!attributes) out.key("attributes").begin_object();
    attributes = true;
    out.key(column.attribute);
    write_column(out, column);
  }
  if (attributes) out.end_object();
  bool personal = false;
  for (const GuessedColumn& column : table.columns) {
    if (!column.personal) continue;
    if (!personal) out.key("personal").begin_array();
    personal = true;
    out.value(column.name);
  }
  if (personal) out.end_array();
  out.end_object();
}

}  // namespace

std::string proposal_of(std::span<const GuessedTable> tables, const std::string& platform) {
  const bool french = std::count_if(tables.begin(), tables.end(), [](const auto& t) { return t.french; }) * 2 >
                      static_cast<std::ptrdiff_t>(tables.size());
  json::Writer out;
  out.begin_object();
  out.member("mapping", "boussole/mapping/1");
  out.member(
      "comment",
      "Proposed from the header and the first rows: check what is not sure, then boussole audit --mapping. / Proposé "
      "d’après l’en-tête et les premières lignes : vérifiez ce qui n’est pas sûr, puis boussole audit --mapping.");
  out.key("platform").begin_object();
  out.member("name", platform);
  out.end_object();
  out.member("time_zone", french ? "Europe/Paris" : "UTC");
  if (french) out.member("locale", "fr");
  out.key("tables").begin_array();
  for (const GuessedTable& table : tables) write_table(out, table);
  out.end_array();
  out.end_object();
  return out.take();
}

}  // namespace boussole::connectors::mapped
