#include "connectors/reference/reference.h"

#include <algorithm>

#include "connectors/file_source.h"
#include "connectors/reference/rows.h"
#include "engine/dataset/age_band.h"

namespace boussole::connectors {

namespace {

using engine::ReferenceCell;
using engine::ReferencePopulation;
using reference::wrong;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string examples(const ReferencePopulation& population) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, population.territories.size()); ++i) {
    const auto& t = population.territories[i];
    out += (i == 0 ? "" : ", ") + t.code + (t.name.empty() || t.name == t.code ? "" : " " + t.name);
  }
  return out + (population.territories.size() > 3 ? "…" : "");
}

Expected<void> choose(ReferencePopulation& population, const std::string& asked) {
  const std::string word = lower(asked);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < population.territories.size(); ++i)
    if (lower(population.territories[i].code) == word || lower(population.territories[i].name) == word)
      kept.push_back(i);
  if (kept.size() != 1) {
    const std::string all = examples(population);
    return std::unexpected(wrong(
        population.file, 0,
        {"le territoire « " + asked + " » n’est pas dans la table.",
         "the territory “" + asked + "” is not in the table."},
        {"Donnez un code ou un nom, par exemple : " + all + ".", "Give a code or a name, for example: " + all + "."}));
  }
  std::erase_if(population.cells, [&](const ReferenceCell& cell) { return cell.territory != kept[0]; });
  for (ReferenceCell& cell : population.cells) cell.territory = 0;
  population.territories = {population.territories[kept[0]]};
  return {};
}

/// The lower end of the ages of a cell; nothing for one without age.
std::optional<engine::AgeBand> band_of(const ReferenceCell& cell) {
  if (cell.variable == "age") return engine::age_band_of(cell.label);
  if (cell.variable == "sex+age") return engine::age_band_of(cell.label.substr(cell.label.find('|') + 1));
  return std::nullopt;
}

/// Leaves the youngest out; the margin by sex is counted again from the joint one, and dropped where there is none.
Expected<void> raise_floor(ReferencePopulation& population, int floor) {
  std::map<std::pair<std::uint32_t, std::string>, std::int64_t> sex;
  bool ages = false, joint = false;
  for (const ReferenceCell& cell : population.cells) {
    const auto band = band_of(cell);
    if (!band) continue;
    ages = true;
    if (band->low < floor && band->high >= floor) {
      const std::string text = cell.label, age = std::to_string(floor);
      return std::unexpected(
          wrong(population.file, 0,
                {"la tranche « " + text + " » est à cheval sur " + age + " ans.",
                 "the band “" + text + "” lies on both sides of " + age + " years."},
                {"Choisissez un âge où une tranche commence.", "Choose an age where a band begins."}));
    }
    if (cell.variable != "sex+age") continue;
    joint = true;
    if (band->low >= floor) sex[{cell.territory, cell.label.substr(0, cell.label.find('|'))}] += cell.count;
  }
  if (!ages)
    return std::unexpected(wrong(population.file, 0,
                                 {"la table n’a pas d’âges : impossible d’en retirer les plus jeunes.",
                                  "the table has no ages: the youngest cannot be left out."},
                                 {"Retirez --reference-from-age, ou donnez une table par âge.",
                                  "Remove --reference-from-age, or give a table by age."}));
  std::erase_if(population.cells, [&](const ReferenceCell& cell) {
    if (const auto band = band_of(cell)) return band->low < floor;
    return cell.variable != "sample";  // how many were asked, of whatever age
  });
  for (const auto& [key, count] : sex) population.cells.push_back({key.first, "sex", key.second, count});
  std::sort(population.cells.begin(), population.cells.end(), [](const ReferenceCell& a, const ReferenceCell& b) {
    return std::tie(a.territory, a.variable, a.label) < std::tie(b.territory, b.variable, b.label);
  });
  population.from_age = floor;
  if (!joint)
    population.notes.push_back(
        {"sex_without_age",
         {"La table ne croise pas sexe et âge : les autres variables, qui compteraient aussi les "
          "plus jeunes, sont laissées de côté.",
          "The table does not cross sex and age: the other variables, which would count the "
          "youngest too, are left out."}});
  return {};
}

/// A field of a tidy table; quoted where it has to be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

Expected<ReferencePopulation> read_reference(Source& source, const ReferenceChoice& choice) {
  auto rows = reference::read_rows(source);
  if (!rows) return std::unexpected(rows.error());
  const bool census = rows->census;
  auto population = reference::assemble(std::move(*rows));
  if (!population) return population;
  const bool all = choice.territory == "all" || (choice.territory.empty() && choice.whole_table);
  if (!choice.territory.empty() && !all) {
    if (auto chosen = choose(*population, choice.territory); !chosen) return std::unexpected(chosen.error());
  } else if (census && !all && population->territories.size() > 1) {
    const std::string many = std::to_string(population->territories.size()), some = examples(*population);
    return std::unexpected(wrong(population->file, 0,
                                 {"la table tient " + many + " territoires (" + some + ") : lequel est le bon ?",
                                  "the table holds " + many + " territories (" + some + "): which one is meant?"},
                                 {"Ajoutez --reference-territory CODE, ou « all » pour les prendre tous ensemble.",
                                  "Add --reference-territory CODE, or “all” to take them all together."}));
  }
  if (choice.from_age)
    if (auto raised = raise_floor(*population, *choice.from_age); !raised) return std::unexpected(raised.error());
  return population;
}

Expected<ReferencePopulation> read_reference(const std::string& path, const ReferenceChoice& choice) {
  auto source = file_source(path);
  if (!source) return std::unexpected(source.error());
  return read_reference(**source, choice);
}

std::string tidy_table(const ReferencePopulation& population) {
  std::string out = "territory,territory_name,variable,class,count,source,year\n";
  for (const ReferenceCell& cell : population.cells) {
    const auto& territory = population.territories[cell.territory];
    out += field(territory.code) + "," + field(territory.name) + "," + field(cell.variable) + "," + field(cell.label) +
           "," + std::to_string(cell.count) + "," + field(population.source) + "," + field(population.year) + "\n";
  }
  return out;
}

}  // namespace boussole::connectors
