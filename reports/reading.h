#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/typography.h"

/// What the figures allow one to say, in words: shared by the HTML page and the Markdown report.
namespace boussole::reports {

/// The word beside each indicator. `demonstrated`: the whole range of the score is at or above the middle of the
/// scale; `below`: the whole range is under it; `not_demonstrated`: the range straddles the middle, or there is none.
enum class Reading { demonstrated, not_demonstrated, below, not_measured, not_applicable, contested };

inline constexpr double kMiddle = 0.5;

Reading reading(const engine::IndicatorResult& result);
/// The same as if nobody had contested it: a contest takes a figure neither from what holds nor from what is weak.
Reading reading_in_force(const engine::IndicatorResult& result);
const Text& word(Reading reading);

/// The rule above, in words, for the page.
const Text& reading_rule();

/// "mesuré", "déclaré", "mixte".
const Text& kind_word(const std::string& kind);
bool measurable(const engine::IndicatorResult& result);  ///< measured or mixed

/// Whether the source gave at least one of these tables; true where the capability sheet names none of them. A count of
/// zero in a table that was never read is not a zero.
bool was_read(const engine::Audit& audit, std::initializer_list<std::string_view> tables);

/// A number of contributions or comments of a space, or a dash where the tables that hold them were not read.
std::string contributions_of(const Typography& type, const engine::Audit& audit, const engine::SpaceResult& space);
std::string comments_of(const Typography& type, const engine::Audit& audit, const engine::SpaceResult& space);

struct Tally {
  std::int64_t measurable = 0, measured = 0;
  std::int64_t demonstrated = 0, not_demonstrated = 0, below = 0;  ///< they sum to `measured`
  std::int64_t contested = 0;                                      ///< of the measured ones
  std::int64_t missing = 0, too_few = 0, not_applicable = 0;
  std::int64_t contested_missing = 0;  ///< contested, and there is no figure
  std::int64_t declared = 0, declared_filled = 0;
};

/// Counts over the platform's indicators. The declared ones are counted apart, never with the measured ones.
Tally tally(const engine::Audit& audit);

/// The sentences of the page's head: "Sur 31 indicateurs mesurables, 19 sont mesurés …" and what they are made of.
std::vector<std::string> headline(const Typography& type, const Tally& counts);

/// Names and results side by side, and the texts of the criteria set where it knows the indicator.
struct Finding {
  const engine::IndicatorResult* result = nullptr;
  const criteria::Indicator* definition = nullptr;  ///< null when the set does not know it
};

std::string name_of(const Typography& type, const Finding& finding);
/// Whether `lever` (offre, commande, usage) is among those that can move it.
bool has_lever(const Finding& finding, const char* lever);

/// The demonstrated ones, furthest above the middle first, by the bound nearest to it; and the ones below likewise.
std::vector<Finding> strengths(const engine::Audit& audit, const criteria::CriteriaSet& set);
std::vector<Finding> weaknesses(const engine::Audit& audit, const criteria::CriteriaSet& set);
/// Those that are neither, the lowest score first: where to look first, and nothing that is established. Those without
/// a score stand last.
std::vector<Finding> undecided(const engine::Audit& audit, const criteria::CriteriaSet& set);

/// One plain sentence on each: what holds, what is weak, what is not known. Never more than the readings allow.
struct Summary {
  std::string strongest, weakest, unknown;
};
Summary summary(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set);

/// What it means for one of the three readers: the authority (commande), the vendor (offre), whoever studies it
/// (usage).
struct Advice {
  Text reader;
  std::string sentence;
};
std::vector<Advice> advice(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set);

}  // namespace boussole::reports
