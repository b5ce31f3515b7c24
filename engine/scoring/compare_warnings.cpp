#include <algorithm>
#include <map>
#include <set>

#include "engine/findings.h"
#include "engine/scoring/compare.h"

namespace boussole::engine {
namespace {

constexpr std::size_t kMostInRows = 4;  ///< more subjects are listed by what they share, not one by one

/// "A = x ; B = y", or "x (A, C, D) ; y (B, E)" where there are many.
std::string list_of(std::span<const std::string> labels, const std::vector<std::string>& values) {
  std::string out;
  const auto shown = [&](std::size_t i) { return values[i].empty() ? std::string("?") : values[i]; };
  const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : " ; ") + text; };
  if (labels.size() <= kMostInRows) {
    for (std::size_t i = 0; i < labels.size(); ++i) add(labels[i] + " = " + shown(i));
    return out;
  }
  std::vector<std::pair<std::string, std::string>> groups;  // value, labels; in the order of the subjects
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == shown(i); });
    if (known == groups.end())
      groups.emplace_back(shown(i), labels[i]);
    else
      known->second += ", " + labels[i];
  }
  for (const auto& [value, who] : groups) add(value + " (" + who + ")");
  return out;
}

/// One warning where a property, in words, is not the same in all subjects.
template <class Property>
void warn_if_different(std::vector<Message>& out, std::span<const Subject> subjects,
                       std::span<const std::string> labels, const char* code, const Text& what, Property property) {
  std::vector<std::string> fr, en;
  for (const Subject& subject : subjects) {
    const Text said = property(subject);
    fr.push_back(said.fr);
    en.push_back(said.en);
  }
  if (std::equal(fr.begin() + 1, fr.end(), fr.begin())) return;
  out.push_back({code, {what.fr + " (" + list_of(labels, fr) + ").", what.en + " (" + list_of(labels, en) + ")."}});
}

Text same_in_both(const std::string& word) { return {word, word}; }

/// The kinds of spaces that a subject is made of; empty where the audit says none.
Text kinds_of(const Subject& subject) {
  static const std::map<std::string, Text> kNames = {{"process", {"processus", "process"}},
                                                     {"assembly", {"assemblée", "assembly"}},
                                                     {"conference", {"conférence", "conference"}},
                                                     {"initiative", {"initiative", "initiative"}},
                                                     {"voting", {"vote", "vote"}},
                                                     {"other", {"autre", "other"}}};
  std::set<std::string> kinds;
  if (!subject.kind.empty())
    kinds.insert(subject.kind);
  else
    for (const SpaceResult& space : subject.audit.spaces) kinds.insert(space.kind);
  Text out;
  for (const std::string& kind : kinds) {
    const auto name = kNames.find(kind);
    const Text word = name == kNames.end() ? same_in_both(kind) : name->second;
    out.fr += (out.fr.empty() ? "" : " + ") + word.fr;
    out.en += (out.en.empty() ? "" : " + ") + word.en;
  }
  return out;
}

/// An assembly that sits for years is no consultation of six weeks. Nothing is said where an audit names no space.
void warn_of_kinds(std::vector<Message>& out, std::span<const Subject> subjects, std::span<const std::string> labels) {
  if (std::any_of(subjects.begin(), subjects.end(), [](const Subject& s) { return kinds_of(s).empty(); })) return;
  warn_if_different(out, subjects, labels, "different_kinds",
                    {"Les genres d'espaces diffèrent", "The kinds of spaces differ"}, kinds_of);
}

std::int64_t population_of(const Subject& subject) {
  const auto& findings = subject.audit.findings;
  return findings && findings->reference ? findings->reference->population : 0;
}

/// Where each audit names the population that it is about.
void warn_of_populations(std::vector<Message>& out, std::span<const Subject> subjects,
                         std::span<const std::string> labels) {
  constexpr std::int64_t kVeryDifferent = 10;
  std::vector<std::string> values;
  std::int64_t least = 0, most = 0;
  for (const Subject& subject : subjects) {
    const std::int64_t population = population_of(subject);
    if (population <= 0) return;
    least = least == 0 ? population : std::min(least, population);
    most = std::max(most, population);
    values.push_back(std::to_string(population));
  }
  if (most / kVeryDifferent < least) return;
  const std::string list = list_of(labels, values);
  out.push_back({"different_population",
                 {"Les populations concernées sont de tailles très différentes (" + list + ").",
                  "The populations concerned are of very different sizes (" + list + ")."}});
}

/// From when on an answer was due, as the figures of answers say it in their warnings; empty where they do not.
Text due_rule_of(const Subject& subject) {
  for (const IndicatorResult& result : subject.audit.indicators)
    for (const Message& message : result.warnings) {
      if (message.code.starts_with("due_from_phase_end")) return {"fin de la phase", "end of the phase"};
      if (message.code == "publication_stands_for_phase" || message.code == "no_phase_holds_them")
        return {"publication", "publication"};
    }
  return {};
}

void warn_of_due_rules(std::vector<Message>& out, std::span<const Subject> subjects,
                       std::span<const std::string> labels) {
  if (std::any_of(subjects.begin(), subjects.end(), [](const Subject& s) { return due_rule_of(s).empty(); })) return;
  warn_if_different(out, subjects, labels, "different_due_rule",
                    {"Le temps de répondre ne part pas du même moment ; comparez les valeurs selon la publication, "
                     "données avec les chiffres des réponses",
                     "The time to answer does not run from the same moment; compare the values by publication, given "
                     "with the figures of answers"},
                    due_rule_of);
}

bool share_people(const Audit& a, const Audit& b) {
  std::set<std::string> hashes;
  // An empty table is the same file everywhere.
  for (const SourceRecord& source : a.sources)
    if (source.rows_read > 0) hashes.insert(source.sha256);
  const bool shared = std::any_of(b.sources.begin(), b.sources.end(),
                                  [&](const SourceRecord& source) { return hashes.contains(source.sha256); });
  return shared || (!a.platform_url.empty() && a.platform_url == b.platform_url);
}

/// One warning a group of subjects that share data or a platform, each with another of the group.
void warn_of_shared(std::vector<Message>& out, std::span<const Subject> subjects, std::span<const std::string> labels) {
  std::vector<std::size_t> group(subjects.size());
  for (std::size_t i = 0; i < subjects.size(); ++i) group[i] = i;
  for (std::size_t j = 0; j < subjects.size(); ++j)
    for (std::size_t i = 0; i < j; ++i)
      if (group[i] != group[j] && share_people(subjects[i].audit, subjects[j].audit)) {
        const std::size_t from = std::max(group[i], group[j]), to = std::min(group[i], group[j]);
        std::replace(group.begin(), group.end(), from, to);
      }
  for (std::size_t first = 0; first < subjects.size(); ++first) {
    if (std::count(group.begin(), group.end(), first) < 2) continue;
    std::string who;
    for (std::size_t i = 0; i < subjects.size(); ++i)
      if (group[i] == first) who += (who.empty() ? "" : ", ") + labels[i];
    out.push_back({"not_independent",
                   {"Mêmes données ou même plateforme (" + who +
                        ") : des personnes sont peut-être comptées des deux côtés, l'intervalle de l'écart suppose le "
                        "contraire.",
                    "Same data or same platform (" + who +
                        "): some people may be counted on both sides, the interval of the difference supposes the "
                        "opposite."}});
  }
}

}  // namespace

std::vector<Message> like_with_like(std::span<const Subject> subjects, std::span<const std::string> labels) {
  std::vector<Message> out;
  warn_if_different(
      out, subjects, labels, "different_criteria",
      {"Les jeux de critères diffèrent : seules les formules identiques sont comparées",
       "The criteria sets differ: only identical formulas are compared"},
      [](const Subject& s) { return same_in_both(s.audit.criteria.id + " " + s.audit.criteria.version); });
  warn_if_different(out, subjects, labels, "different_tool",
                    {"Les versions du programme diffèrent", "The versions of the program differ"},
                    [](const Subject& s) { return same_in_both(s.audit.tool_version); });
  warn_if_different(out, subjects, labels, "different_connector",
                    {"Les outils de participation diffèrent : un même mot peut y désigner des choses différentes",
                     "The participation tools differ: one word may mean different things there"},
                    [](const Subject& s) { return same_in_both(s.audit.connector); });
  warn_if_different(out, subjects, labels, "different_generation",
                    {"Les générations d'export diffèrent", "The generations of export differ"},
                    [](const Subject& s) { return same_in_both(s.audit.generation); });
  warn_if_different(out, subjects, labels, "different_scope",
                    {"Les périmètres diffèrent : une plateforme entière n'est pas un espace",
                     "The scopes differ: a whole platform is not a space"},
                    [](const Subject& s) {
                      return s.space.empty() ? Text{"plateforme", "platform"} : Text{"espace", "space"};
                    });
  warn_if_different(
      out, subjects, labels, "different_level",
      {"Les niveaux des intervalles diffèrent : aucun écart n'est éprouvé entre eux",
       "The levels of the intervals differ: no difference between them is tested"},
      [](const Subject& s) { return same_in_both(std::to_string(s.audit.parameters.level).substr(0, 5)); });
  warn_of_kinds(out, subjects, labels);
  warn_of_populations(out, subjects, labels);
  warn_of_due_rules(out, subjects, labels);
  warn_of_shared(out, subjects, labels);
  return out;
}

namespace {

/// On one line, and no longer than a line: a label is repeated in every sentence.
std::string short_label(const std::string& name) {
  constexpr std::size_t kMost = 120;
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (out.size() >= kMost && (byte & 0xC0) != 0x80) return out + "…";
    out += byte < 0x20 ? ' ' : c;
  }
  return out;
}

}  // namespace

std::vector<std::string> labels_of(std::span<const Subject> subjects) {
  std::vector<std::string> out;
  for (const Subject& subject : subjects)
    out.push_back(short_label(subject.audit.platform_name.empty() ? subject.file : subject.audit.platform_name));
  const auto repeated = [&out] {
    std::map<std::string, int> times;
    for (const std::string& label : out) ++times[label];
    return times;
  };
  auto times = repeated();
  for (std::size_t i = 0; i < out.size(); ++i)
    if (times[out[i]] > 1 && !subjects[i].audit.as_of.empty()) out[i] += " (" + subjects[i].audit.as_of + ")";
  times = repeated();
  std::map<std::string, int> seen;
  std::set<std::string> used;
  for (std::string& label : out) {
    const std::string before = label;
    while ((times[before] > 1 && label == before) || used.contains(label))
      label = before + " #" + std::to_string(++seen[before]);
    used.insert(label);
  }
  return out;
}

}  // namespace boussole::engine
