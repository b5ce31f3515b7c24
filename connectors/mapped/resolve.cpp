#include <algorithm>
#include <set>

#include "connectors/mapped/mapping.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

constexpr std::size_t kColumnsShown = 30;

/// A column by its name as it stands there; else the only one that is the same but for case, accents and spaces.
std::optional<std::size_t> place_in(std::span<const std::string> columns, const std::string& name) {
  const auto exact = std::find(columns.begin(), columns.end(), name);
  if (exact != columns.end()) return static_cast<std::size_t>(exact - columns.begin());
  std::optional<std::size_t> found;
  const std::string wanted = folded(name);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (folded(columns[i]) != wanted) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

bool has_all(const MappedTable& table, std::span<const std::string> columns) {
  const auto there = [&](const MappedColumn& column) {
    return std::all_of(column.columns.begin(), column.columns.end(),
                       [&](const auto& name) { return place_in(columns, name).has_value(); });
  };
  return std::all_of(table.columns.begin(), table.columns.end(), [&](const auto& c) { return there(c.second); }) &&
         std::all_of(table.attributes.begin(), table.attributes.end(), [&](const auto& a) { return there(a.column); });
}

Error no_column(const Mapping& mapping, const MappedColumn& column, const std::string& wanted, const std::string& table,
                std::span<const std::string> columns) {
  std::string all;
  for (std::size_t i = 0; i < columns.size() && i < kColumnsShown; ++i)
    all += (all.empty() ? "" : ", ") + ("« " + columns[i].substr(0, 60) + " »");
  if (columns.size() > kColumnsShown) all += ", …";
  Error error;
  error.file = mapping.file;
  error.line = column.line;
  error.column = column.column;
  error.place = column.place;
  error.what = {
      "la colonne « " + wanted + " » n’est pas (ou est plusieurs fois) dans " + table + ". Ses colonnes : " + all,
      "the column “" + wanted + "” is not (or is several times) in " + table + ". Its columns: " + all};
  error.remedy = {"Corrigez le nom, ou ôtez ce champ ; « boussole mapping new FICHIER » en propose un.",
                  "Correct the name, or take this field out; “boussole mapping new FILE” proposes one."};
  return error;
}

Expected<Column> resolve(const Mapping& mapping, const MappedColumn& from, Form form, const std::string& table,
                         std::span<const std::string> columns) {
  Column out;
  out.name = from.columns.front();
  out.values = from.values;
  out.separator = from.separator;
  for (const std::string& name : from.columns) {
    const auto at = place_in(columns, name);
    if (!at) return std::unexpected(no_column(mapping, from, name, table, columns));
    out.at.push_back(*at);
  }
  if (form == Form::moment) {
    auto moments = MomentReader::make({from.format, from.zone, from.locale});
    if (!moments) return std::unexpected(moments.error());
    out.moments = std::move(*moments);
  }
  return out;
}

}  // namespace

bool fits(std::string_view pattern, std::string_view name) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t from = star; from <= name.size(); ++from)
    if (fits(rest, name.substr(from))) return true;
  return false;
}

const MappedTable* table_for(const Mapping& mapping, std::string_view name, std::span<const std::string> columns) {
  // "archive.zip!export.xlsx!Ideas": the sheet is the last part of a workbook's name.
  const auto bang = name.rfind('!');
  const std::string_view last = bang == std::string_view::npos ? name : name.substr(bang + 1);
  std::string_view file = last, sheet;
  const std::string_view before = bang == std::string_view::npos ? std::string_view{} : name.substr(0, bang);
  if (before.ends_with(".xlsx") || before.ends_with(".xlsm") || before.ends_with(".XLSX")) {
    sheet = last;
    file = before.substr(before.rfind('!') == std::string_view::npos ? 0 : before.rfind('!') + 1);
  }
  for (const MappedTable& table : mapping.tables) {
    const bool named = !table.file.empty() || !table.sheet.empty();
    if (named && (table.file.empty() || fits(table.file, file)) && (table.sheet.empty() || fits(table.sheet, sheet)))
      return &table;
    if (!named && has_all(table, columns)) return &table;
  }
  return nullptr;
}

Expected<TablePlan> plan_of(const Mapping& mapping, const MappedTable& table, const std::string& name,
                            std::span<const std::string> columns) {
  TablePlan plan;
  plan.entity = table.entity;
  plan.scale = table.scale;
  plan.of = table.of;
  plan.kind = table.kind;
  plan.space = table.space;
  plan.log = table.log;
  std::set<std::size_t> used;
  for (const auto& [field, from] : table.columns) {
    auto column = resolve(mapping, from, def_of(field).form, name, columns);
    if (!column) return std::unexpected(column.error());
    used.insert(column->at.begin(), column->at.end());
    plan[field] = std::move(*column);
  }
  for (const MappedAttribute& from : table.attributes) {
    auto column = resolve(mapping, from.column, Form::name, name, columns);
    if (!column) return std::unexpected(column.error());
    used.insert(column->at.begin(), column->at.end());
    plan.attributes.push_back({from.variable, from.origin, std::move(*column)});
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) continue;
    const bool said = std::find(table.personal.begin(), table.personal.end(), columns[i]) != table.personal.end();
    const bool personal = said || looks_personal(columns[i]);
    if (used.contains(i) ? said : personal) {
      plan.personal.push_back(columns[i]);
    } else if (!used.contains(i)) {
      plan.ignored.push_back(columns[i]);
    }
  }
  // Who a person is becomes a keyed hash, a date of birth its year: what the column held is not kept.
  for (const Field field : {Field::author})
    if (plan[field]) plan.personal.push_back(plan[field]->name);
  for (const AttributePlan& attribute : plan.attributes)
    if (attribute.variable == "birth_year") plan.personal.push_back(attribute.column.name);
  std::sort(plan.personal.begin(), plan.personal.end());
  plan.personal.erase(std::unique(plan.personal.begin(), plan.personal.end()), plan.personal.end());
  return plan;
}

}  // namespace boussole::connectors::mapped
