#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "connectors/reference/rows.h"
#include "engine/dataset/age_band.h"

namespace boussole::connectors::reference {

namespace {

using engine::AgeBand;

/// Totals of one territory may differ by this share: published margins are rounded each on its own.
constexpr double kRounding = 0.001;

using Margin = std::map<std::string, std::int64_t>;

struct Territory {
  std::string code, name;
  std::map<std::string, Margin> margins;  ///< by variable
  std::string called() const { return name.empty() || name == code ? code : code + " (" + name + ")"; }
};

std::int64_t sum(const Margin& margin) {
  std::int64_t total = 0;
  for (const auto& [label, count] : margin) total += count;
  return total;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// "female", "male", "all", "other"; nothing for another word.
std::optional<std::string> sex_word(const std::string& label) {
  const std::string word = lower(label);
  for (const auto& [said, means] : std::initializer_list<std::pair<const char*, const char*>>{{"female", "female"},
                                                                                              {"f", "female"},
                                                                                              {"femme", "female"},
                                                                                              {"femmes", "female"},
                                                                                              {"women", "female"},
                                                                                              {"woman", "female"},
                                                                                              {"male", "male"},
                                                                                              {"m", "male"},
                                                                                              {"h", "male"},
                                                                                              {"homme", "male"},
                                                                                              {"hommes", "male"},
                                                                                              {"men", "male"},
                                                                                              {"man", "male"},
                                                                                              {"other", "other"},
                                                                                              {"autre", "other"},
                                                                                              {"all", "all"},
                                                                                              {"ensemble", "all"},
                                                                                              {"total", "all"}})
    if (word == said) return means;
  return std::nullopt;
}

std::optional<std::string> age_word(const std::string& label) {
  const std::string word = lower(label);
  if (word == "all" || word == "total" || word == "ensemble") return "all";
  const auto band = engine::age_band_of(label);
  return band ? std::optional(id_of(*band)) : std::nullopt;
}

/// The label as the engine writes it; nothing where the variable is known and the label is none of its classes.
std::optional<std::string> canonical(const std::string& variable, const std::string& label) {
  if (variable == "sex") return sex_word(label);
  if (variable == "age") return age_word(label);
  if (variable == "sample") return sex_word(label) == "all" ? std::optional<std::string>("all") : std::nullopt;
  if (variable != "sex+age") return label;
  const std::size_t bar = label.find('|');
  if (bar == std::string::npos) return std::nullopt;
  const auto sex = sex_word(label.substr(0, bar)), age = age_word(label.substr(bar + 1));
  return sex && age ? std::optional(*sex + "|" + *age) : std::nullopt;
}

std::string variable_word(const std::string& variable) {
  if (variable == "sexe" || variable == "genre" || variable == "gender") return "sex";
  if (variable == "âge") return "age";
  if (variable == "population" || variable == "ensemble") return "total";
  if (variable == "échantillon" || variable == "echantillon") return "sample";
  return variable;
}

class Assembler {
 public:
  explicit Assembler(Rows rows) : rows_(std::move(rows)) {}

  Expected<engine::ReferencePopulation> run() {
    if (rows_.census) open_last_ages();
    for (const Row& row : rows_.rows)
      if (auto failed = place(row)) return std::unexpected(*failed);
    for (Territory& territory : territories_)
      if (auto failed = settle(territory)) return std::unexpected(*failed);
    return hand_over();
  }

 private:
  Error refuse(Text what) const {
    return wrong(rows_.file, 0, std::move(what),
                 {"Reprenez la table à sa source : une population qui ne s’additionne pas ne sert pas de référence.",
                  "Take the table again from its source: a population that does not add up is no reference."});
  }

  /// The last age of a published pyramid holds everybody older.
  void open_last_ages() {
    std::map<std::string, int> oldest;
    const auto band_in = [](const Row& row) { return engine::age_band_of(row.label.substr(row.label.find('|') + 1)); };
    for (const Row& row : rows_.rows)
      if (const auto band = band_in(row)) oldest[row.code] = std::max(oldest[row.code], band->low);
    for (Row& row : rows_.rows) {
      const auto band = band_in(row);
      if (!band || band->low != oldest[row.code] || band->low == 0) continue;
      const std::size_t bar = row.label.find('|');
      const std::string sex = bar == std::string::npos ? "" : row.label.substr(0, bar + 1);
      row.label = sex + id_of(AgeBand{band->low, AgeBand::kNoEnd});
    }
  }

  Territory& territory(const Row& row) {
    const auto [at, fresh] = at_.try_emplace(row.code, territories_.size());
    if (fresh) territories_.push_back({row.code, row.name, {}});
    return territories_[at->second];
  }

  std::optional<Error> place(const Row& row) {
    const std::string variable = variable_word(row.variable);
    const auto label = canonical(variable, row.label);
    if (!label)
      return wrong(rows_.file, row.line,
                   {"« " + row.label + " » n’est pas une classe de « " + variable + " ».",
                    "“" + row.label + "” is no class of “" + variable + "”."},
                   {"Pour sex : female, male. Pour age : 25-34, 75+. Pour sex+age : female|25-34. Pour sample : all.",
                    "For sex: female, male. For age: 25-34, 75+. For sex+age: female|25-34. For sample: all."});
    const std::string key = row.code + "\n" + variable + "\n" + *label;
    const auto [first, fresh] = lines_.try_emplace(key, row.line);
    if (!fresh) {
      const std::string line = std::to_string(first->second);
      return wrong(rows_.file, row.line,
                   {"la classe « " + row.label + " » de « " + variable + " » est donnée deux fois (déjà ligne " + line +
                        ") : les personnes seraient comptées deux fois.",
                    "the class “" + row.label + "” of “" + variable + "” is given twice (already on line " + line +
                        "): people would be counted twice."},
                   {"Retirez l’une des deux lignes.", "Remove one of the two rows."});
    }
    territory(row).margins[variable][*label] = row.count;
    return std::nullopt;
  }

  std::optional<Error> settle(Territory& t) {
    if (auto failed = joint(t)) return failed;
    for (const char* variable : {"sex", "age"})
      if (auto failed = announced_total(t, variable)) return failed;
    if (auto failed = ages_follow(t)) return failed;
    return totals_agree(t);
  }

  /// Margins from the joint counts; where the table gives them too, they must be the same.
  std::optional<Error> joint(Territory& t) {
    const auto found = t.margins.find("sex+age");
    if (found == t.margins.end()) return std::nullopt;
    std::map<std::string, Margin> added;
    for (const auto& [label, count] : found->second) {
      const std::size_t bar = label.find('|');
      added["sex"][label.substr(0, bar)] += count;
      added["age"][label.substr(bar + 1)] += count;
    }
    for (auto& [variable, margin] : added) {
      const Margin given = t.margins[variable];
      for (const auto& [label, count] : given) {
        const auto same = margin.find(label);
        const std::int64_t sums = same == margin.end() ? 0 : same->second;
        if (label == "all" || differ_little(count, sums)) continue;
        const std::string a = std::to_string(count), b = std::to_string(sums);
        return refuse({t.called() + ", " + variable + " " + label + " : la table annonce " + a +
                           " personnes, la somme de ses lignes en donne " + b + ".",
                       t.called() + ", " + variable + " " + label + ": the table says " + a +
                           " people, the sum of its rows gives " + b + "."});
      }
      if (given.contains("all")) margin["all"] = given.at("all");
      t.margins[variable] = std::move(margin);
    }
    return std::nullopt;
  }

  bool differ_little(std::int64_t a, std::int64_t b) {
    if (a == b) return true;
    const auto gap = static_cast<double>(a > b ? a - b : b - a);
    const bool little = gap <= std::max(2.0, kRounding * static_cast<double>(std::max(a, b)));
    rounded_ = rounded_ || little;
    return little;
  }

  /// A class "all" is a total, never a class beside the others.
  std::optional<Error> announced_total(Territory& t, const std::string& variable) {
    const auto margin = t.margins.find(variable);
    if (margin == t.margins.end()) return std::nullopt;
    const auto all = margin->second.find("all");
    if (all == margin->second.end()) return std::nullopt;
    const std::int64_t said = all->second;
    margin->second.erase(all);
    if (margin->second.empty()) {
      t.margins.erase(margin);
      t.margins["total"]["all"] = said;
      return std::nullopt;
    }
    const std::int64_t sums = sum(margin->second);
    if (differ_little(said, sums)) return std::nullopt;
    return refuse({t.called() + ", " + variable + " : le total annoncé est " + std::to_string(said) +
                       ", la somme des classes est " + std::to_string(sums) + ".",
                   t.called() + ", " + variable + ": the total given is " + std::to_string(said) +
                       ", the sum of the classes is " + std::to_string(sums) + "."});
  }

  std::optional<Error> ages_follow(const Territory& t) {
    const auto margin = t.margins.find("age");
    if (margin == t.margins.end()) return std::nullopt;
    std::vector<AgeBand> bands;
    for (const auto& [label, count] : margin->second) bands.push_back(*engine::age_band_of(label));
    std::sort(bands.begin(), bands.end());
    for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
      if (bands[i].high + 1 == bands[i + 1].low) continue;
      const bool overlap = bands[i].high >= bands[i + 1].low;
      const std::string a = id_of(bands[i]), b = id_of(bands[i + 1]);
      return refuse(
          {t.called() + " : les tranches d’âge " + a + " et " + b +
               (overlap ? " se chevauchent." : " laissent un trou entre elles."),
           t.called() + ": the age bands " + a + " and " + b + (overlap ? " overlap." : " leave a gap between them.")});
    }
    return std::nullopt;
  }

  std::optional<Error> totals_agree(const Territory& t) {
    const Margin* first = nullptr;
    std::string first_name;
    for (const char* variable : {"sex+age", "sex", "age", "total"}) {
      const auto margin = t.margins.find(variable);
      if (margin == t.margins.end()) continue;
      if (first == nullptr) {
        first = &margin->second;
        first_name = variable;
        continue;
      }
      const std::int64_t a = sum(*first), b = sum(margin->second);
      if (differ_little(a, b)) continue;
      const std::string name = variable, one = std::to_string(a), other = std::to_string(b);
      return refuse(
          {t.called() + " : " + one + " personnes par « " + first_name + " », " + other + " par « " + name + " ».",
           t.called() + ": " + one + " people by “" + first_name + "”, " + other + " by “" + name + "”."});
    }
    return std::nullopt;
  }

  Expected<engine::ReferencePopulation> hand_over() {
    engine::ReferencePopulation out;
    out.file = rows_.file;
    out.sha256 = rows_.sha256;
    out.source = rows_.source;
    out.year = rows_.year;
    out.notes = std::move(rows_.notes);
    std::sort(territories_.begin(), territories_.end(),
              [](const Territory& a, const Territory& b) { return a.code < b.code; });
    for (const Territory& t : territories_) {
      const auto row = static_cast<std::uint32_t>(out.territories.size());
      out.territories.push_back({t.code, t.name});
      for (const auto& [variable, margin] : t.margins)
        for (const auto& [label, count] : margin) out.cells.push_back({row, variable, label, count});
    }
    if (rounded_)
      out.notes.push_back({"totals_rounded",
                           {"Des totaux diffèrent de leurs classes de moins d’un pour mille : arrondis de la source.",
                            "Some totals differ from their classes by less than one in a thousand: rounding by the "
                            "source."}});
    return out;
  }

  Rows rows_;
  std::vector<Territory> territories_;
  std::map<std::string, std::size_t> at_;
  std::map<std::string, std::int64_t> lines_;
  bool rounded_ = false;
};

}  // namespace

Expected<engine::ReferencePopulation> assemble(Rows rows) { return Assembler(std::move(rows)).run(); }

}  // namespace boussole::connectors::reference
