#include "engine/findings/classes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/dataset/age_band.h"

namespace boussole::engine {

namespace {

struct Banded {
  AgeBand band;
  std::int64_t count = 0;
};

std::vector<Banded> banded(const Margin& margin) {
  std::vector<Banded> out;
  for (const auto& [label, count] : margin)
    if (const auto band = age_band_of(label)) out.push_back({*band, count});
  std::sort(out.begin(), out.end(), [](const Banded& a, const Banded& b) { return a.band < b.band; });
  return out;
}

/// No band lies on both sides of this age.
bool cuts_clean(const std::vector<Banded>& bands, int age) {
  return std::none_of(bands.begin(), bands.end(),
                      [&](const Banded& b) { return b.band.low < age && b.band.high >= age; });
}

/// Limits that people are used to, the first that fits both sides; else about ten years apart.
std::vector<int> inner_cuts(const std::vector<Banded>& people, const std::vector<Banded>& population, int floor) {
  static const std::vector<std::vector<int>> kHabits{
      {18, 25, 35, 45, 55, 65, 75}, {15, 25, 35, 45, 55, 65, 75}, {15, 30, 45, 60, 75}, {20, 30, 40, 50, 60, 70, 80}};
  const auto clean = [&](int age) { return cuts_clean(people, age) && cuts_clean(population, age); };
  int oldest = 0;
  for (const auto* side : {&people, &population})
    for (const Banded& b : *side) oldest = std::max(oldest, b.band.low);
  for (const auto& habit : kHabits) {
    std::vector<int> cuts;
    for (const int age : habit)
      if (age > floor && age <= oldest) cuts.push_back(age);
    if (!cuts.empty() && std::all_of(cuts.begin(), cuts.end(), clean)) return cuts;
  }
  std::vector<int> cuts;
  for (int age = floor + 1, last = floor; age <= oldest; ++age) {
    if (age - last < 10 || !clean(age)) continue;
    cuts.push_back(age);
    last = age;
  }
  return cuts;
}

std::int64_t count_in(const std::vector<Banded>& bands, const AgeBand& in) {
  std::int64_t total = 0;
  for (const Banded& b : bands)
    if (b.band.low >= in.low && b.band.low <= in.high) total += b.count;
  return total;
}

struct AgeClass {
  AgeBand band;
  std::int64_t people = 0, reference = 0;
};

/// Joins each class in which too few would be expected with its smaller neighbour.
bool join_small(std::vector<AgeClass>& classes, double expected) {
  std::int64_t people = 0, population = 0;
  for (const AgeClass& c : classes) people += c.people, population += c.reference;
  if (population == 0) return false;
  const auto expects = [&](const AgeClass& c) {
    return static_cast<double>(people) * static_cast<double>(c.reference) / static_cast<double>(population);
  };
  bool joined = false;
  while (classes.size() > 1) {
    const auto least = std::min_element(classes.begin(), classes.end(),
                                        [&](const AgeClass& a, const AgeClass& b) { return expects(a) < expects(b); });
    if (expects(*least) >= expected) break;
    const auto at = static_cast<std::size_t>(least - classes.begin());
    const bool left = at + 1 == classes.size() || (at > 0 && expects(classes[at - 1]) <= expects(classes[at + 1]));
    const std::size_t first = left ? at - 1 : at;
    classes[first].band.high = classes[first + 1].band.high;
    classes[first].people += classes[first + 1].people;
    classes[first].reference += classes[first + 1].reference;
    classes.erase(classes.begin() + static_cast<std::ptrdiff_t>(first) + 1);
    joined = true;
  }
  return joined;
}

Aligned align_ages(const Answers& answers, const Margin& margin, double expected) {
  const std::vector<Banded> people = banded(answers.counts), population = banded(margin);
  Aligned out;
  out.compared = !population.empty();
  int floor = out.compared ? population.front().band.low : 0;
  // A band of participants on both sides of the youngest of the population: both sides begin where it ends.
  while (floor < 130 && !(cuts_clean(people, floor) && cuts_clean(population, floor))) ++floor;
  std::vector<int> cuts = inner_cuts(people, population, floor);
  cuts.insert(cuts.begin(), floor);
  std::vector<AgeClass> classes;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const AgeBand band{cuts[i], i + 1 < cuts.size() ? cuts[i + 1] - 1 : AgeBand::kNoEnd};
    classes.push_back({band, count_in(people, band), count_in(population, band)});
  }
  for (const Banded& b : people)
    if (b.band.low < floor) out.outside += b.count;
  const bool same_grid = people.size() == classes.size() && population.size() == classes.size();
  if (out.compared && !same_grid)
    out.notes.push_back(
        {"ages_aggregated",
         {"Les tranches d’âge des deux sources ne coïncident pas : elles sont regroupées sur leurs limites "
          "communes.",
          "The age bands of the two sources do not match: they are grouped by the limits they share."}});
  if (out.compared && floor > population.front().band.low)
    out.notes.push_back({"age_floor_raised",
                         {"Les moins de " + std::to_string(floor) +
                              " ans ne peuvent pas être séparés : ils sont laissés "
                              "de côté des deux côtés.",
                          "Those under " + std::to_string(floor) +
                              " cannot be told apart: they are left out on both "
                              "sides."}});
  if (join_small(classes, expected))
    out.notes.push_back({"ages_joined",
                         {"Des tranches d’âge voisines sont réunies : trop peu de personnes y étaient attendues.",
                          "Some neighbouring age bands are joined: too few people were expected in them."}});
  for (const AgeClass& c : classes) out.classes.push_back({id_of(c.band), name_of(c.band), c.people, c.reference});
  return out;
}

std::string folded(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-' && c != '\'') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Text class_name(const std::string& variable, const std::string& id, const std::string& name) {
  if (variable == "sex") {
    if (id == "female") return {"femmes", "women"};
    if (id == "male") return {"hommes", "men"};
    if (id == "other") return {"autre réponse", "another answer"};
  }
  return name.empty() ? Text{id, id} : Text{name, name};
}

Aligned align_words(const Answers& answers, const Margin& margin, const std::map<std::string, std::string>& names) {
  Aligned out;
  out.compared = !margin.empty();
  std::map<std::string, std::string> id_by_word;  // folded code or name → id
  for (const auto& [id, count] : margin) {
    const auto name = names.find(id);
    const std::string called = name == names.end() ? std::string() : name->second;
    id_by_word[folded(id)] = id;
    if (!called.empty()) id_by_word[folded(called)] = id;
    if (count > 0) out.classes.push_back({id, class_name(answers.variable, id, called), 0, count});
  }
  for (const auto& [label, count] : answers.counts) {
    if (!out.compared) {
      out.classes.push_back({label, class_name(answers.variable, label, {}), count, 0});
      continue;
    }
    const auto id = id_by_word.find(folded(label));
    const auto at = id == id_by_word.end() ? out.classes.end()
                                           : std::find_if(out.classes.begin(), out.classes.end(),
                                                          [&](const AlignedClass& c) { return c.id == id->second; });
    if (at == out.classes.end())
      out.outside += count;
    else
      at->people += count;
  }
  return out;
}

}  // namespace

Text variable_name(const std::string& variable) {
  if (variable == "sex") return {"Genre", "Gender"};
  if (variable == "age") return {"Âge", "Age"};
  if (variable == "area") return {"Territoire", "Area"};
  return {variable, variable};
}

Aligned align(const Answers& answers, const Margin& margin, double expected,
              const std::map<std::string, std::string>& names) {
  return answers.variable == "age" ? align_ages(answers, margin, expected) : align_words(answers, margin, names);
}

}  // namespace boussole::engine
