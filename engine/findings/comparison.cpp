#include "engine/findings/comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "engine/base/percent.h"
#include "engine/findings/classes.h"
#include "engine/statistics/interval_policy.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/resampling/distance_interval.h"
#include "engine/statistics/resampling/regimes.h"
#include "engine/statistics/sampled_reference.h"
#include "engine/statistics/weighting.h"

namespace boussole::engine {

namespace {

constexpr double kExpectedPerClass = 5;

statistics::IntervalRequest asked(const Sampling& sampling, const std::string& stream) {
  return {sampling.level, sampling.seed, statistics::stream_of(stream), sampling.replicates, sampling.threads};
}

std::string stream_name(const Answers& answers) {
  return "people/" + answers.scope + "/" + answers.measure + "/" + answers.variable;
}

struct Sides {
  std::vector<double> people, population;
  std::vector<std::uint64_t> counts;
  std::vector<double> shares;  ///< of the population
};

Sides sides_of(const Aligned& aligned) {
  Sides out;
  double total = 0;
  for (const AlignedClass& c : aligned.classes) total += static_cast<double>(c.reference);
  for (const AlignedClass& c : aligned.classes) {
    out.people.push_back(static_cast<double>(c.people));
    out.population.push_back(static_cast<double>(c.reference));
    out.counts.push_back(static_cast<std::uint64_t>(c.people));
    out.shares.push_back(static_cast<double>(c.reference) / total);
  }
  return out;
}

/// The classes as they are published: those withheld are one, so that no figure tells more of them than the total does.
Aligned as_published(const Aligned& aligned, std::int64_t smallest) {
  std::vector<std::int64_t> counts;
  for (const AlignedClass& c : aligned.classes) counts.push_back(c.people);
  const std::vector<bool> hidden = withheld(counts, smallest);
  Aligned out;
  out.compared = aligned.compared;
  AlignedClass together;
  bool any = false;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    if (!hidden[i]) {
      out.classes.push_back(aligned.classes[i]);
      continue;
    }
    any = true;
    together.people += aligned.classes[i].people;
    together.reference += aligned.classes[i].reference;
  }
  if (any) out.classes.push_back(together);
  return out;
}

/// No method was tested below, so none is printed.
std::optional<Message> no_distance_interval(const Sides& sides, std::int64_t n) {
  if (n < statistics::kDistanceRegime.fewest)
    return Message{"interval_too_few",
                   {"Pas d’intervalle : il faut au moins 30 personnes connues.",
                    "No interval: at least 30 known people are needed."}};
  const double least = *std::min_element(sides.shares.begin(), sides.shares.end()) * static_cast<double>(n);
  if (least < kExpectedPerClass)
    return Message{"classes_too_small",
                   {"Pas d’intervalle : moins de 5 personnes seraient attendues dans une classe.",
                    "No interval: fewer than 5 people would be expected in one class."}};
  return std::nullopt;
}

/// What the likeness would be whatever the people of unknown class are; sampling is not in it.
void bound(Composition& out, const Sides& sides) {
  if (out.unanswered == 0) return;
  const auto range = statistics::variation_bounds(sides.people, static_cast<double>(out.unanswered), sides.population);
  if (range)
    out.bounds = Interval{1 - range->high, 1 - range->low, 1, "those who did not answer, worst and best case (Manski)"};
}

/// The population is itself known by a survey: what its own chance does to the likeness, which then has no other
/// interval, as the inverted test takes the population for certain.
void measure_survey(Composition& out, const Sides& sides, std::int64_t people_asked, const Answers& answers,
                    const Sampling& sampling) {
  constexpr std::uint64_t kDraws = 2000;
  std::vector<double> sample;
  for (const double share : sides.shares) sample.push_back(share * static_cast<double>(people_asked));
  const auto found = statistics::against_sampled_reference(sides.people, sample, sampling.level, kDraws,
                                                           sampling.seed ^ statistics::stream_of(stream_name(answers)));
  out.interval_reason = Message{"reference_sampled",
                                {"Pas d’intervalle\u00a0: la population est elle-même connue par une enquête.",
                                 "No interval: the population is itself known by a survey."}};
  if (!found) return;
  out.likeness_by_chance = 1 - found->expected;
  out.likeness_corrected = 1 - found->excess;
  const auto said = [&](Language language) {
    return std::pair(whole_percent(1 - found->variation_range.high, language, Rounding::down),
                     whole_percent(1 - found->variation_range.low, language, Rounding::up));
  };
  const std::string asked_people = std::to_string(people_asked);
  const auto [fr_low, fr_high] = said(Language::fr);
  const auto [en_low, en_high] = said(Language::en);
  out.notes.push_back(
      {"reference_sampled",
       {"La population est connue par une enquête auprès de " + asked_people +
            " personnes\u00a0: à elle seule, elle laisse la ressemblance entre " + fr_low + " et " + fr_high + " (à " +
            whole_percent(sampling.level, Language::fr) + "). Le hasard des deux tirages est déduit.",
        "The population is known by a survey of " + asked_people + " people: that alone leaves the likeness between " +
            en_low + " and " + en_high + " (at " + whole_percent(sampling.level, Language::en) +
            "). The chance of both draws is deducted."}});
}

void measure(Composition& out, const Aligned& aligned, const Answers& answers, const ReferencePopulation* reference,
             const Sampling& sampling) {
  if (!aligned.compared || aligned.classes.size() < 2 || out.known == 0) return;
  const Sides sides = sides_of(aligned);
  const auto variation = statistics::total_variation(sides.people, sides.population);
  const auto chance = statistics::expected_variation(sides.population, static_cast<std::uint64_t>(out.known));
  const auto excess = statistics::excess_variation(sides.people, sides.population);
  if (!variation || !chance || !excess) return;
  out.likeness = 1 - *variation;
  out.likeness_by_chance = 1 - *chance;
  out.likeness_corrected = 1 - *excess;
  const Margin people_asked = reference == nullptr ? Margin{} : margin_of(*reference, "sample");
  if (!people_asked.empty())
    measure_survey(out, sides, people_asked.begin()->second, answers, sampling);
  else
    out.interval_reason = no_distance_interval(sides, out.known);
  if (!out.interval_reason) {
    const auto range =
        statistics::total_variation_interval(sides.counts, sides.shares, asked(sampling, stream_name(answers)));
    if (range)
      out.interval = Interval{1 - range->high, 1 - range->low, sampling.level,
                              "distance from the reference, inverted test, B=" + std::to_string(sampling.replicates)};
    else
      out.interval_reason =
          Message{"not_defined",
                  {"Pas d’intervalle : la distance n’est pas définie.", "No interval: the distance is not defined."}};
  }
  bound(out, sides);
  if (const auto score = statistics::score_min_max(sides.people, sides.population)) out.r_score = *score;
}

void fill_classes(Composition& out, const Aligned& aligned, const Sampling& sampling) {
  std::vector<std::int64_t> counts;
  double population = 0;
  for (const AlignedClass& c : aligned.classes) {
    counts.push_back(c.people);
    population += static_cast<double>(c.reference);
  }
  const std::vector<bool> hidden = withheld(counts, sampling.min_cell);
  for (std::size_t i = 0; i < aligned.classes.size(); ++i) {
    const AlignedClass& c = aligned.classes[i];
    ClassShare share{c.id, c.name, {}, {}, {}, {}};
    if (aligned.compared) share.reference = static_cast<double>(c.reference) / population;
    if (!hidden[i] && out.known > 0) {
      share.people = c.people;
      share.share = static_cast<double>(c.people) / static_cast<double>(out.known);
      const auto outcome = statistics::interval_for_simple_proportion(c.people, out.known, asked(sampling, ""));
      if (outcome.interval)
        share.interval =
            Interval{outcome.interval->low, outcome.interval->high, outcome.interval->level, outcome.interval->method};
    }
    out.classes.push_back(std::move(share));
  }
  if (std::find(hidden.begin(), hidden.end(), true) != hidden.end()) {
    const std::string least = std::to_string(sampling.min_cell);
    out.notes.push_back({"small_classes_withheld",
                         {"Les classes de moins de " + least +
                              " personnes ne sont pas publiées, ni celle qui permettrait "
                              "de les retrouver par soustraction ; la ressemblance les prend ensemble.",
                          "Classes of fewer than " + least +
                              " people are not published, nor the one that would give "
                              "them away by subtraction; the likeness takes them together."}});
  }
}

void note_reference(Composition& out, const ReferencePopulation* reference, const Answers& answers) {
  if (reference == nullptr) return;
  const bool all_ages = answers.variable == "age" && !reference->from_age;
  const auto band = out.classes.empty() ? std::string() : out.classes.front().id;
  if (all_ages && (band.starts_with("0-") || band == "0"))
    out.notes.push_back({"children_in_reference",
                         {"La population de référence compte les enfants : fixez l’âge plancher du vote avec "
                          "--reference-from-age.",
                          "The reference population counts children: set the age floor of the vote with "
                          "--reference-from-age."}});
  if (answers.variable == "sex" && answers.counts.contains("other"))
    out.notes.push_back(
        {"other_gender_outside",
         {"Les personnes qui ont donné une autre réponse que femme ou homme n’ont pas de classe dans la "
          "population de référence : elles sont comptées à part.",
          "People who gave another answer than woman or man have no class in the reference population: "
          "they are counted apart."}});
}

/// Words of the data set's own, for which no vocabulary and no population vouch: one that few people gave may be a name
/// or an address, typed where something else was asked.
bool own_words(const Aligned& aligned, const std::string& variable) {
  return !aligned.compared && variable != "sex" && variable != "age";
}

/// Puts the words that fewer than `smallest` people gave into one class.
void fold_rare(Aligned& aligned, std::int64_t smallest) {
  const std::string least = std::to_string(smallest);
  AlignedClass rare{"rare",
                    {"autres réponses, chacune de moins de " + least + " personnes",
                     "other answers, each of fewer than " + least + " people"},
                    0,
                    0};
  const auto few = [&](const AlignedClass& c) { return c.people < smallest; };
  for (const AlignedClass& c : aligned.classes)
    if (few(c)) rare.people += c.people;
  std::erase_if(aligned.classes, few);
  if (rare.people > 0) aligned.classes.push_back(std::move(rare));
}

/// Fewer than the smallest cell answered: not even the question is told, unless it is one of the usual ones.
void tell_too_few(Composition& out, std::int64_t smallest) {
  const std::string least = std::to_string(smallest);
  out.unanswered += out.known;
  out.known = 0;
  out.notes = {{"too_few_known",
                {"Moins de " + least + " personnes ont répondu : rien n’en est publié.",
                 "Fewer than " + least + " people answered: nothing of it is published."}}};
  if (out.variable == "sex" || out.variable == "age" || out.variable == "area") return;
  out.variable = "other";
  out.name = {"Autre question", "Another question"};
}

std::map<std::string, std::string> area_names(const ReferencePopulation& reference) {
  std::map<std::string, std::string> out;
  for (const ReferenceTerritory& t : reference.territories) out[t.code] = t.name;
  return out;
}

}  // namespace

std::vector<bool> withheld(const std::vector<std::int64_t>& counts, std::int64_t smallest) {
  std::vector<bool> out(counts.size(), false);
  std::int64_t hidden = 0, people = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] <= 0 || counts[i] >= smallest) continue;
    out[i] = true;
    ++hidden;
    people += counts[i];
  }
  // One class, or so few people that their sum says it all: another one is hidden with them.
  while (hidden > 0 && (hidden == 1 || people < smallest)) {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (!out[i] && counts[i] > 0 && (!next || counts[i] < counts[*next])) next = i;
    if (!next) break;
    out[*next] = true;
    ++hidden;
    people += counts[*next];
  }
  return out;
}

Composition compare_people(const Answers& answers, const ReferencePopulation* reference, const Sampling& sampling) {
  Margin margin;
  std::map<std::string, std::string> names;
  if (reference != nullptr) {
    margin = margin_of(*reference, answers.variable);
    if (answers.variable == "area" && reference->territories.size() > 1) {
      margin = by_territory(*reference);
      names = area_names(*reference);
    }
  }
  Composition out;
  out.variable = answers.variable;
  out.name = variable_name(answers.variable);
  out.measure = answers.measure;
  out.scope = answers.scope;
  out.scope_title = answers.scope_title;
  out.origin = answers.origin;
  out.unanswered = answers.unanswered;
  out.notes = answers.notes;
  Aligned aligned = align(answers, margin, kExpectedPerClass, names);
  for (const AlignedClass& c : aligned.classes) out.known += c.people;
  if (out.known > 0 && out.known < sampling.min_cell) {
    tell_too_few(out, sampling.min_cell);
    return out;
  }
  if (own_words(aligned, answers.variable)) fold_rare(aligned, sampling.min_cell);
  const bool few_outside = aligned.outside > 0 && aligned.outside < sampling.min_cell;
  if (!few_outside) out.outside = aligned.outside;
  out.notes.insert(out.notes.end(), aligned.notes.begin(), aligned.notes.end());
  fill_classes(out, aligned, sampling);
  measure(out, as_published(aligned, sampling.min_cell), answers, reference, sampling);
  note_reference(out, reference, answers);
  return out;
}

}  // namespace boussole::engine
