#include "connectors/reference/rows.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "connectors/csv/values.h"
#include "engine/dataset/age_band.h"

namespace boussole::connectors::reference {

namespace {

using engine::AgeBand;

constexpr std::int64_t kMostPeople = 10'000'000'000;

/// Keeps the records of a block until the reader says that the block is real.
class Kept final : public csv::BlockSink {
 public:
  void record(const csv::Record& record) override { records.push_back(record); }
  std::vector<csv::Record> records;
};

std::string lower(std::string_view text) {
  std::string out(csv::trimmed(text));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// A count: whole, not negative. INSEE's weights give some communes fractions of people; those are rounded.
std::optional<std::int64_t> people(std::string_view cell) {
  if (const auto whole = csv::parse_integer(cell); whole && *whole >= 0 && *whole <= kMostPeople) return whole;
  const auto number = csv::parse_decimal(cell);
  if (!number || *number < 0 || *number > static_cast<double>(kMostPeople)) return std::nullopt;
  return static_cast<std::int64_t>(*number + 0.5);
}

Error bad_count(const std::string& file, std::int64_t line, std::string_view cell) {
  const std::string said(cell);
  return wrong(file, line,
               {"« " + said + " » n’est pas un nombre de personnes.", "“" + said + "” is not a number of people."},
               {"Écrivez un nombre entier, sans espace ni signe.", "Write a whole number, without spaces or sign."});
}

/// What a layout makes of one record: fills rows, or says why it cannot.
using Take = std::function<std::optional<Error>(const csv::Record&, const Columns&, Rows&)>;

struct Tidy {
  std::string territory, variable, label, count, source, year, name;
};

const std::array<Tidy, 2> kTidy{
    {{"territory", "variable", "class", "count", "source", "year", "territory_name"},
     {"territoire", "variable", "classe", "effectif", "source", "annee", "nom_territoire"}}};

std::optional<Error> take_tidy(const Tidy& names, const csv::Record& record, const Columns& columns, Rows& into) {
  const std::string_view cell = columns.cell(record, names.count);
  const auto count = people(cell);
  if (!count) return bad_count(into.file, record.line(), cell);
  Row row;
  row.code = csv::trimmed(columns.cell(record, names.territory));
  row.name = csv::trimmed(columns.cell(record, names.name));
  row.variable = lower(columns.cell(record, names.variable));
  row.label = csv::trimmed(columns.cell(record, names.label));
  row.count = *count;
  row.line = record.line();
  if (row.variable.empty() || row.label.empty())
    return wrong(into.file, row.line, {"la variable ou la classe est vide.", "the variable or the class is empty."},
                 {"Remplissez-les, ou retirez la ligne.", "Fill them in, or remove the row."});
  for (auto [kept, column] : {std::pair{&into.source, &names.source}, std::pair{&into.year, &names.year}}) {
    const std::string said(csv::trimmed(columns.cell(record, *column)));
    if (kept->empty()) *kept = said;
    if (!said.empty() && *kept != said)
      return wrong(
          into.file, row.line,
          {"deux valeurs de « " + *column + " » dans un même fichier : « " + *kept + " » et « " + said + " ».",
           "two values of “" + *column + "” in one file: “" + *kept + "” and “" + said + "”."},
          {"Donnez une seule source et une seule année par fichier.", "Give one source and one year in each file."});
  }
  into.rows.push_back(std::move(row));
  return std::nullopt;
}

std::optional<std::string> sex_of(std::string_view code) {
  const std::string word = lower(code);
  if (word == "f" || word == "2") return "female";
  if (word == "m" || word == "h" || word == "1") return "male";
  if (word == "all" || word == "t" || word == "ensemble") return "all";
  return std::nullopt;
}

std::optional<Error> take_department(const csv::Record& record, const Columns& columns, Rows& into) {
  const auto at = [&](const char* name) { return csv::trimmed(columns.cell(record, name)); };
  const auto count = people(at("population"));
  if (!count) return bad_count(into.file, record.line(), at("population"));
  const auto sex = sex_of(at("sex"));
  const auto low = csv::parse_integer(at("age_min"));
  const auto high =
      at("age_max").empty() ? std::optional<std::int64_t>(AgeBand::kNoEnd) : csv::parse_integer(at("age_max"));
  if (!sex || !low || !high || *low < 0 || *low > *high || *high > AgeBand::kNoEnd)
    return wrong(into.file, record.line(),
                 {"le sexe ou la tranche d’âge n’est pas lisible.", "the sex or the age band cannot be read."},
                 {"sex vaut F, M ou all ; age_min et age_max sont des nombres, age_max vide pour la dernière tranche.",
                  "sex is F, M or all; age_min and age_max are numbers, age_max empty for the last band."});
  const std::string band = id_of(AgeBand{static_cast<int>(*low), static_cast<int>(*high)});
  Row row{
      std::string(at("dep_code")), std::string(at("dep_name")), "sex+age", *sex + "|" + band, *count, record.line()};
  if (*sex == "all") row.variable = "age", row.label = band;
  into.rows.push_back(std::move(row));
  return std::nullopt;
}

std::optional<Error> take_commune(const csv::Record& record, const Columns& columns, Rows& into) {
  const auto at = [&](const char* name) { return csv::trimmed(columns.cell(record, name)); };
  const auto age = csv::parse_integer(at("Age"));
  if (!age || *age < 0 || *age > 130)
    return wrong(into.file, record.line(), {"l’âge n’est pas lisible.", "the age cannot be read."},
                 {"Écrivez un âge en années, de 0 à 130.", "Write an age in years, from 0 to 130."});
  for (const auto& [column, sex] : {std::pair{"Nb_F", "female"}, std::pair{"Nb_H", "male"}}) {
    const auto count = people(at(column));
    if (!count) return bad_count(into.file, record.line(), at(column));
    into.rows.push_back({std::string(at("CODGEO")), std::string(at("LIBGEO")), "sex+age",
                         std::string(sex) + "|" + std::to_string(*age), *count, record.line()});
  }
  return std::nullopt;
}

/// The year in the name of a file ("…_2023.csv"), where the table has none.
std::string year_in(const std::string& name) {
  for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
    const auto year = csv::parse_integer(std::string_view(name).substr(i, 4));
    if (year && *year >= 1990 && *year <= 2100) return name.substr(i, 4);
  }
  return {};
}

bool has_all(const Columns& columns, std::initializer_list<std::string_view> names) {
  return std::all_of(names.begin(), names.end(), [&](std::string_view n) { return columns.find(n).has_value(); });
}

Expected<Take> layout_of(const Columns& columns, Rows& into) {
  for (const Tidy& names : kTidy)
    if (has_all(columns, {names.territory, names.variable, names.label, names.count}))
      return Take(
          [&names](const csv::Record& r, const Columns& c, Rows& rows) { return take_tidy(names, r, c, rows); });
  into.census = true;
  into.year = year_in(into.file);
  if (has_all(columns, {"dep_code", "dep_name", "sex", "age_min", "age_max", "population"})) {
    into.source = "INSEE, estimations de population";
    return Take(&take_department);
  }
  if (has_all(columns, {"CODGEO", "LIBGEO", "Age", "Nb_H", "Nb_F"})) {
    into.source = "INSEE, recensement de la population";
    return Take(&take_commune);
  }
  return std::unexpected(wrong(
      into.file, 1, {"ce n’est pas une population de référence connue.", "this is no known reference population."},
      {"Il faut les colonnes territory,variable,class,count,source,year ; voyez docs/fr/population-de-reference.md.",
       "The columns territory,variable,class,count,source,year are needed; see docs/en/reference.md."}));
}

}  // namespace

Error wrong(const std::string& file, std::int64_t line, Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  if (line > 0) error.line = line;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

Expected<Rows> read_rows(Source& source) {
  Rows into;
  into.file = source.name();
  Columns columns({});
  Take take;
  std::optional<Error> failed;
  csv::Handler handler;
  handler.header = [&](const csv::Header& header) -> Expected<void> {
    columns = Columns(header.columns);
    auto found = layout_of(columns, into);
    if (!found) return std::unexpected(found.error());
    take = std::move(*found);
    return {};
  };
  handler.make_sink = [] { return std::make_unique<Kept>(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    for (const csv::Record& record : static_cast<Kept&>(*filled).records)
      if (!failed) failed = take(record, columns, into);
  };
  // A population with a row missing is another population: nothing is passed over.
  handler.reject = [&](const csv::Rejected& bad) {
    if (!failed) failed = wrong(into.file, bad.line, bad.reason.text, {"Corrigez la ligne.", "Correct the row."});
  };
  const auto summary = csv::read(source, handler, 1);
  if (!summary) return std::unexpected(summary.error());
  if (failed) return std::unexpected(*failed);
  if (into.rows.empty())
    return std::unexpected(wrong(into.file, 0, {"la table est vide.", "the table is empty."},
                                 {"Donnez une table avec des effectifs.", "Give a table with counts."}));
  into.sha256 = summary->sha256;
  if (into.year.empty())
    into.notes.push_back({"year_not_told",
                          {"La table ne dit pas de quelle année sont ses chiffres : notez-la à côté du rapport.",
                           "The table does not say of which year its figures are: note it beside the report."}});
  return into;
}

}  // namespace boussole::connectors::reference
