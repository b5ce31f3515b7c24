#include "reports/findings_rows.h"

#include <utility>

namespace boussole::reports {

namespace {

using engine::BudgetFinding;
using engine::ClassShare;
using engine::Composition;
using engine::OpinionFinding;

constexpr const char* kCount = "is_a_count";           ///< of what is there: nothing was drawn
constexpr const char* kUntested = "no_tested_method";  ///< no interval of this figure was tested

Message withheld(std::int64_t smallest) {
  const std::string least = std::to_string(smallest);
  return {"withheld",
          {"masqué : moins de " + least + " personnes, ou ce qui permettrait de les retrouver",
           "withheld: fewer than " + least + " people, or what would give them away"}};
}

class Rows {
 public:
  Rows(std::int64_t smallest, FindingRow common) : smallest_(smallest), common_(std::move(common)) {}

  /// The next rows are about this.
  void subject(std::string id, Text name) {
    common_.subject = std::move(id);
    common_.subject_name = std::move(name);
    group({}, {});
  }
  void group(std::string id, Text name) {
    common_.group = std::move(id);
    common_.group_name = std::move(name);
  }
  void source(std::string source) { common_.source = std::move(source); }
  void cases(std::optional<std::int64_t> n, std::optional<std::int64_t> missing) {
    common_.n = told(n);
    common_.missing = told(missing);
  }

  /// A number of people: withheld where it is small, or was withheld before.
  void people(const char* figure, Text name, const std::optional<std::int64_t>& value) {
    FindingRow& row = add(figure, std::move(name), "count", "count");
    if (told(value)) {
      row.value = static_cast<double>(*value);
      row.interval_reason = kCount;
    } else {
      hide(row);
    }
  }
  /// A number of things that are no people.
  void things(const char* figure, Text name, std::int64_t value) {
    FindingRow& row = add(figure, std::move(name), "count", "count");
    row.value = static_cast<double>(value);
    row.interval_reason = kCount;
  }
  /// @param otherwise  why there is no value, where there is none
  FindingRow& measured(const char* figure, Text name, const char* unit, const char* method,
                       const std::optional<double>& value, const std::optional<Message>& otherwise,
                       const char* no_interval = kUntested) {
    FindingRow& row = add(figure, std::move(name), unit, method);
    row.value = value;
    if (value) {
      row.interval_reason = no_interval;
    } else if (otherwise) {
      row.status = "missing";
      row.reason = otherwise;
    } else {
      hide(row);
    }
    return row;
  }
  static void give(FindingRow& row, const std::optional<engine::Interval>& interval) {
    if (!interval || !row.value) return;
    row.interval = interval;
    row.interval_reason.clear();
  }

  std::vector<FindingRow> take() { return std::move(rows_); }

 private:
  std::optional<std::int64_t> told(const std::optional<std::int64_t>& people) const {
    const bool small = people && *people > 0 && *people < smallest_;
    return small ? std::nullopt : people;
  }
  void hide(FindingRow& row) const {
    row.status = "withheld";
    row.reason = withheld(smallest_);
  }
  FindingRow& add(const char* figure, Text name, const char* unit, const char* method) {
    FindingRow& row = rows_.emplace_back(common_);
    row.figure = figure;
    row.figure_name = std::move(name);
    row.unit = unit;
    row.method = method;
    return row;
  }

  std::int64_t smallest_;
  FindingRow common_;
  std::vector<FindingRow> rows_;
};

void classes(Rows& out, const Composition& c, const std::string& population) {
  const std::string own = c.measure + "; " + c.origin;
  for (const ClassShare& s : c.classes) {
    out.group(s.id, s.name);
    out.source(own);
    out.people("people", {"personnes de cette classe", "people of this class"}, s.people);
    FindingRow& share = out.measured("share", {"part des personnes connues", "share of those who are known"}, "ratio",
                                     "share", s.share, std::nullopt);
    Rows::give(share, s.interval);
    if (!s.reference) continue;
    out.source(population);
    out.measured("population_share", {"part de la population", "share of the population"}, "ratio", "share",
                 s.reference, std::nullopt, kCount);
  }
  out.group({}, {});
  out.source(own);
}

/// The likeness to the population and what is said beside it.
void likeness(Rows& out, const Composition& c, bool compared) {
  const std::optional<Message> none = compared
                                          ? std::nullopt
                                          : std::optional(Message{"no_reference",
                                                                  {"pas de population de référence pour cette variable",
                                                                   "no reference population for this variable"}});
  FindingRow& row = out.measured("likeness", {"ressemblance avec la population", "likeness to the population"},
                                 "points", "1 - total variation", c.likeness, none,
                                 c.interval_reason ? c.interval_reason->code.c_str() : kUntested);
  Rows::give(row, c.interval);
  if (!c.likeness) return;
  out.measured("likeness_by_chance",
               {"ressemblance qu’aurait un tirage au sort", "likeness that a random draw would have"}, "points",
               "1 - expected total variation", c.likeness_by_chance, none);
  out.measured("likeness_corrected", {"ressemblance, hasard déduit", "likeness, chance deducted"}, "points",
               "1 - excess variation", c.likeness_corrected, none);
  if (c.bounds) {
    const char* method = "bounds of Manski: those who did not answer, worst and best case";
    out.measured("likeness_lowest",
                 {"ressemblance au pire, non-réponses comprises", "likeness at worst, non-response included"}, "points",
                 method, c.bounds->low, none, "is_a_bound");
    out.measured("likeness_highest",
                 {"ressemblance au mieux, non-réponses comprises", "likeness at best, non-response included"}, "points",
                 method, c.bounds->high, none, "is_a_bound");
  }
  out.measured("r_score", {"score R de Go Vocal", "Go Vocal’s R-score"}, "index", "smallest over largest rate",
               c.r_score, none);
}

void people(const engine::Findings& findings, std::int64_t smallest, std::vector<FindingRow>& all) {
  std::string population;
  if (findings.reference)
    population = findings.reference->source + " " + findings.reference->year + " (" + findings.reference->file + ")";
  for (const Composition& c : findings.compositions) {
    FindingRow common;
    common.page = "people";
    common.scope = c.scope;
    common.scope_title = c.scope_title;
    Rows out(smallest, common);
    out.subject(c.variable, c.name);
    out.source(c.measure + "; " + c.origin);
    out.cases(c.known, c.unanswered);
    out.people("known", {"personnes connues", "people who are known"}, c.known);
    out.people("unanswered", {"personnes dont on ne sait rien", "people of whom nothing is known"}, c.unanswered);
    out.people("outside", {"hors des classes de la population", "in no class of the population"}, c.outside);
    bool compared = false;
    for (const ClassShare& s : c.classes) compared = compared || s.reference;
    classes(out, c, population);
    if (!c.classes.empty()) likeness(out, c, compared);
    for (FindingRow& row : out.take()) all.push_back(std::move(row));
  }
}

void statements(Rows& out, const OpinionFinding& o) {
  for (const engine::StatementFinding& s : o.bridges) {
    out.subject(s.id, {});
    out.cases(s.votes, o.mapped - s.votes);
    out.people("votes", {"votes sur l’affirmation", "votes on the statement"}, s.votes);
    FindingRow& row =
        out.measured("bridging", {"accord, moyenne géométrique des groupes", "agreement, geometric mean of the groups"},
                     "ratio", "geometric mean of the groups' shares", s.bridging, std::nullopt);
    (void)row;
    out.measured("agreement_sure", {"plus petite borne basse des accords", "smallest lower bound of agreement"},
                 "ratio", "smallest lower bound of the groups", s.sure, std::nullopt, "is_a_bound");
    for (std::size_t g = 0; g < s.agree.size(); ++g) {
      const std::string number = std::to_string(g + 1);
      out.group(number, {"groupe " + number, "group " + number});
      out.measured("agreement", {"part d’accord dans le groupe", "share of agreement in the group"}, "ratio", "share",
                   s.agree[g], std::nullopt);
    }
  }
}

void opinions(const engine::Findings& findings, std::int64_t smallest, std::vector<FindingRow>& all) {
  const Message no_map{"no_map", {"pas de carte des avis", "no map of opinions"}};
  for (const OpinionFinding& o : findings.opinions) {
    FindingRow common;
    common.page = "opinions";
    common.scope = o.space.empty() ? "platform" : o.space;
    common.scope_title = o.title;
    common.source = "votes";
    Rows out(smallest, common);
    out.cases(o.voters, std::int64_t{0});
    out.people("voters", {"personnes qui ont voté", "people who voted"}, o.voters);
    out.people("mapped", {"personnes placées sur la carte", "people placed on the map"}, o.mapped);
    out.things("statements", {"affirmations", "statements"}, o.statements);
    out.things("votes", {"votes", "votes"}, o.votes);
    out.measured("seen", {"part des affirmations vues par personne", "share of statements seen by a person"}, "ratio",
                 "votes / (voters x statements)", o.seen, std::nullopt, kCount);
    out.cases(o.mapped, o.voters - o.mapped);
    out.things("groups", {"groupes d’avis", "groups of opinion"}, o.groups);
    out.measured("silhouette", {"netteté des groupes", "how apart the groups are"}, "index", "mean silhouette",
                 o.silhouette, no_map);
    out.things("agreed", {"affirmations où tous les groupes sont d’accord", "statements that all groups agree with"},
               o.agreed);
    out.things("divided", {"affirmations qui divisent les groupes", "statements that divide the groups"}, o.divided);
    if (o.platform_groups)
      out.things("platform_groups", {"groupes selon la plateforme", "groups by the platform"}, *o.platform_groups);
    if (o.platform_agreement)
      out.measured("platform_agreement", {"accord avec les groupes de la plateforme", "agreement with its groups"},
                   "index", "adjusted Rand index", o.platform_agreement, std::nullopt);
    for (std::size_t g = 0; g < o.group_people.size(); ++g) {
      const std::string number = std::to_string(g + 1);
      out.group(number, {"groupe " + number, "group " + number});
      out.people("people", {"personnes du groupe", "people of the group"}, o.group_people[g]);
    }
    statements(out, o);
    for (FindingRow& row : out.take()) all.push_back(std::move(row));
  }
}

void budgets(const engine::Findings& findings, std::int64_t smallest, std::vector<FindingRow>& all) {
  const Message undefined{"not_defined", {"n’est pas défini ici", "is not defined here"}};
  for (const BudgetFinding& b : findings.budgets) {
    FindingRow common;
    common.page = "budget";
    common.scope = b.space.empty() ? "platform" : b.space;
    common.scope_title = b.title;
    common.source = "ballots; " + b.scale;
    Rows out(smallest, common);
    out.cases(b.ballots, std::int64_t{0});
    out.people("ballots", {"bulletins", "ballots"}, b.ballots);
    out.things("projects", {"projets avec un coût", "projects with a cost"}, b.projects);
    out.things("budget", {"budget", "budget"}, b.budget);
    if (b.population) out.things("population", {"population de référence", "reference population"}, *b.population);
    out.measured("gap",
                 {"votants sans projet : règle appliquée moins parts égales",
                  "voters without a project: rule applied less equal shares"},
                 "points", "difference of shares", b.gap, undefined);
    if (b.stability) {
      const char* method = "most votes first; other publics drawn twice over";
      out.measured("same_outcome",
                   {"autres publics qui financent les mêmes projets", "other publics that fund the same projects"},
                   "ratio", method, b.stability->same, std::nullopt);
      out.measured("common_projects",
                   {"projets en commun avec un autre public", "projects in common with another public"}, "ratio",
                   method, b.stability->common, std::nullopt);
      out.things("open_projects", {"projets qui tiennent à qui a voté", "projects that depend on who voted"},
                 b.stability->open);
    }
    for (const engine::BudgetOutcome& o : b.outcomes) {
      out.subject(o.rule, o.name);
      out.things("funded", {"projets financés", "projects funded"}, o.projects);
      out.measured("spent", {"part du budget dépensée", "share of the budget spent"}, "ratio", "share", o.spent,
                   std::nullopt, kCount);
      out.measured("excluded", {"votants sans aucun projet choisi", "voters with none of their projects"}, "ratio",
                   "share", o.excluded, std::nullopt);
      out.measured("satisfaction",
                   {"projets choisis et financés, en moyenne", "projects chosen and funded, on average"}, "index",
                   "mean", o.satisfaction, std::nullopt);
      out.measured("gini", {"Gini des parts de budget", "Gini of the parts of the budget"}, "index", "Gini", o.gini,
                   undefined);
      out.things("unmet", {"demandes laissées", "claims passed over"}, o.unmet);
    }
    for (FindingRow& row : out.take()) all.push_back(std::move(row));
  }
}

}  // namespace

std::vector<FindingRow> finding_rows(const engine::Findings& findings, std::int64_t smallest) {
  std::vector<FindingRow> out;
  people(findings, smallest, out);
  opinions(findings, smallest, out);
  budgets(findings, smallest, out);
  return out;
}

}  // namespace boussole::reports
