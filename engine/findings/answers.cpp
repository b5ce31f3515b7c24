#include "engine/findings/answers.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "engine/dataset/age_band.h"
#include "engine/dataset/demographics.h"
#include "engine/dataset/votes.h"

namespace boussole::engine {

namespace {

constexpr int kYoungest = 10;  ///< below, an age is a proxy's or an error
constexpr int kOldest = 110;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// How a source says that somebody chose not to say.
bool is_refusal(const std::string& value) {
  static const char* kWords[] = {
      "",   "unspecified", "prefer_not_to_say", "prefer not to say", "unknown", "nsp",  "n/a",
      "na", "none",        "non renseigné",     "inconnu",           "\\n",     "null", "not specified"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const char* w) { return value == w; });
}

std::string sex_word(const std::string& value) {
  for (const auto& [said, means] : std::initializer_list<std::pair<const char*, const char*>>{{"female", "female"},
                                                                                              {"f", "female"},
                                                                                              {"femme", "female"},
                                                                                              {"woman", "female"},
                                                                                              {"male", "male"},
                                                                                              {"m", "male"},
                                                                                              {"h", "male"},
                                                                                              {"homme", "male"},
                                                                                              {"man", "male"}})
    if (value == said) return means;
  return "other";
}

int year_of(Seconds time) {
  const std::chrono::sys_seconds at{std::chrono::seconds{time}};
  return int(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at)}.year());
}

/// What a value of a variable counts as; nothing where it cannot be read or cannot be.
std::optional<std::string> class_of(const std::string& variable, const std::string& value, OptionalTime as_of) {
  if (variable == "sex" || variable == "gender") return sex_word(lower(value));
  if (variable == "birth_year") {
    const auto year = value.size() == 4 ? age_band_of(value.substr(2)) : std::nullopt;
    if (!year || !as_of || value.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const int age = year_of(*as_of) - std::stoi(value);
    if (age < kYoungest || age > kOldest) return std::nullopt;
    return id_of(AgeBand{age, age});
  }
  if (variable != "age") return value;
  const auto band = age_band_of(value);
  if (!band || (band->low == band->high && (band->low < kYoungest || band->low > kOldest))) return std::nullopt;
  return id_of(*band);
}

std::string variable_word(const std::string& name) {
  if (name == "gender") return "sex";
  return name == "birth_year" ? "age" : name;
}

const char* origin_word(AttributeOrigin origin) {
  switch (origin) {
    case AttributeOrigin::self:
      return "self";
    case AttributeOrigin::verified:
      return "verified";
    case AttributeOrigin::platform:
      return "platform";
    case AttributeOrigin::unknown:
      return "unknown";
  }
  return "unknown";
}

void add(Answers& into, const std::string& name, const std::string& value, std::int64_t people, OptionalTime as_of) {
  if (is_refusal(lower(value))) {
    into.unanswered += people;
  } else if (const auto found = class_of(name, value, as_of)) {
    into.counts[*found] += people;
  } else {
    into.unanswered += people;
    into.implausible += people;
  }
}

Answers named(const AttributeVariable& variable, std::string measure) {
  Answers out;
  out.variable = variable_word(variable.name);
  out.measure = std::move(measure);
  out.origin = origin_word(variable.origin);
  return out;
}

/// The people of the platform, each once in a variable.
void of_people(const Dataset& data, OptionalTime as_of, std::vector<Answers>& out) {
  const Demographics& d = *data.demographics;
  if (d.people.empty()) return;
  std::vector<std::uint8_t> counted(data.participants.size());
  std::int64_t everybody = 0;
  const auto is_person = [&](const Participant& p) {
    return !p.organiser && (p.kind == ParticipantKind::person || p.kind == ParticipantKind::unknown);
  };
  for (const Participant& p : data.participants) everybody += is_person(p);
  for (std::uint32_t v = 0; v < d.variables.size(); ++v) {
    Answers answers = named(d.variables[v], "participants");
    std::fill(counted.begin(), counted.end(), std::uint8_t{0});
    std::int64_t rows = 0;
    for (const PersonAttribute& a : d.people) {
      if (a.variable != v || !is_person(data.participants[a.participant])) continue;
      if (std::exchange(counted[a.participant], std::uint8_t{1}) != 0) continue;
      add(answers, d.variables[v].name, d.values[a.value], 1, as_of);
      ++rows;
    }
    answers.unanswered += everybody - rows;
    if (!answers.counts.empty()) out.push_back(std::move(answers));
  }
}

/// Counts without persons: those of participants where the source has them, else of its first measure.
void of_totals(const Dataset& data, OptionalTime as_of, std::vector<Answers>& out) {
  const Demographics& d = *data.demographics;
  if (d.totals.empty()) return;
  const auto participants = std::find(d.measures.begin(), d.measures.end(), "participants");
  const auto measure =
      participants == d.measures.end() ? 0U : static_cast<std::uint32_t>(participants - d.measures.begin());
  for (std::uint32_t v = 0; v < d.variables.size(); ++v) {
    Answers answers = named(d.variables[v], d.measures[measure]);
    for (const DemographicTotal& t : d.totals) {
      if (t.variable != v || t.measure != measure || t.space) continue;
      if (t.value)
        add(answers, d.variables[v].name, d.values[*t.value], t.count, as_of);
      else
        answers.unanswered += t.count;
    }
    const bool again =
        std::any_of(out.begin(), out.end(), [&](const Answers& a) { return a.variable == answers.variable; });
    if (answers.counts.empty() || again) continue;
    if (d.smallest_total > 0) {
      const std::string least = std::to_string(d.smallest_total);
      answers.notes.push_back(
          {"small_cells_hidden",
           {"La source elle-même masque les effectifs inférieurs à " + least + " : ils sont masqués, pas nuls.",
            "The source itself hides counts below " + least + ": they are hidden, not zero."}});
    }
    out.push_back(std::move(answers));
  }
}

struct BoxAnswers {
  Answers sex, age, area;
  std::int64_t sexes = 0, ages = 0, areas = 0;
};

/// Each ballot box by itself: the same person may vote in several, and nothing tells.
void of_ballots(const Dataset& data, std::vector<Answers>& out) {
  std::map<std::uint32_t, BoxAnswers> boxes;
  constexpr std::uint32_t kNowhere = 0xffffffff;
  for (const Ballot& b : data.votes->ballots) {
    BoxAnswers& box = boxes[b.space.value_or(kNowhere)];
    if (b.sex == Sex::unknown) {
      ++box.sex.unanswered;
    } else {
      ++box.sex.counts[b.sex == Sex::female ? "female" : b.sex == Sex::male ? "male" : "other"];
      ++box.sexes;
    }
    box.ages += b.age.has_value();
    if (b.age && !b.age_implausible)
      ++box.age.counts[std::to_string(*b.age)];
    else
      ++box.age.unanswered;
    box.age.implausible += b.age && b.age_implausible;
    if (b.area) {
      ++box.area.counts[data.votes->areas[*b.area]];
      ++box.areas;
    } else {
      ++box.area.unanswered;
    }
  }
  for (auto& [space, box] : boxes) {
    for (auto& [answers, variable, asked] :
         {std::tuple<Answers&, const char*, std::int64_t>{box.sex, "sex", box.sexes},
          std::tuple<Answers&, const char*, std::int64_t>{box.age, "age", box.ages},
          std::tuple<Answers&, const char*, std::int64_t>{box.area, "area", box.areas}}) {
      if (asked == 0) continue;
      answers.variable = variable;
      answers.measure = "ballots";
      answers.origin = "platform";
      if (boxes.size() > 1 && space != kNowhere) {
        answers.scope = data.spaces[space].key;
        answers.scope_title = data.spaces[space].title;
      }
      out.push_back(std::move(answers));
    }
  }
}

}  // namespace

std::vector<Answers> answers_of(const Dataset& data, OptionalTime as_of) {
  std::vector<Answers> out;
  if (data.demographics != nullptr) {
    of_people(data, as_of, out);
    of_totals(data, as_of, out);
  }
  if (data.votes != nullptr) of_ballots(data, out);
  for (Answers& answers : out)
    if (answers.implausible > 0 && answers.variable == "age")
      answers.notes.push_back({"ages_implausible",
                               {"Des âges sous 10 ans, au-delà de 110 ou illisibles sont comptés comme non renseignés.",
                                "Ages under 10, above 110 or that cannot be read are counted as not answered."}});
  return out;
}

Margin margin_of(const ReferencePopulation& population, const std::string& variable) {
  Margin out;
  for (const ReferenceCell& cell : population.cells)
    if (cell.variable == variable) out[cell.label] += cell.count;
  return out;
}

Margin by_territory(const ReferencePopulation& population) {
  Margin out;
  for (std::uint32_t t = 0; t < population.territories.size(); ++t) {
    for (const char* variable : {"sex+age", "age", "sex", "total"}) {
      std::int64_t people = 0;
      for (const ReferenceCell& cell : population.cells)
        if (cell.territory == t && cell.variable == variable) people += cell.count;
      if (people == 0) continue;
      out[population.territories[t].code] += people;
      break;
    }
  }
  return out;
}

std::int64_t population_of(const ReferencePopulation& population) {
  std::int64_t people = 0;
  for (const auto& [code, count] : by_territory(population)) people += count;
  return people;
}

}  // namespace boussole::engine
