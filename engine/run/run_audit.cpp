#include "engine/run/run_audit.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "engine/base/memory.h"
#include "engine/base/parallel.h"
#include "engine/findings/find.h"
#include "engine/run/context.h"
#include "engine/run/decidim_set.h"
#include "engine/run/results.h"
#include "engine/run/sheet.h"
#include "engine/scoring/scores.h"
#include "engine/tally/build.h"

namespace boussole::engine {
namespace {

constexpr double kNearDuplicate = 0.9;  ///< Jaccard similarity from which two texts count as one

std::string iso_date(Seconds time) {
  const std::chrono::sys_seconds at{std::chrono::seconds{time}};
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()), unsigned(day.day()));
  return text;
}

const char* kind_name(SpaceKind kind) {
  switch (kind) {
    case SpaceKind::process: return "process";
    case SpaceKind::assembly: return "assembly";
    case SpaceKind::conference: return "conference";
    case SpaceKind::initiative: return "initiative";
    case SpaceKind::voting: return "voting";
    case SpaceKind::other: return "other";
  }
  return "other";
}

bool asked_for(const Space& space, const std::vector<std::string>& asked) {
  if (asked.empty()) return true;
  const std::string slug = space.key.substr(space.key.rfind('/') + 1);
  return std::any_of(asked.begin(), asked.end(),
                     [&](const std::string& a) { return a == space.key || a == slug || a == space.url; });
}

bool has_activity(const Tally& t) {
  return t.contributions + t.amendments + t.withdrawn + t.comments + t.results + t.projects + t.meetings_held > 0;
}

SpaceResult describe(const Space& space, const Tally& tally, std::int64_t min_cell) {
  SpaceResult out;
  out.id = space.key;
  out.kind = kind_name(space.kind);
  out.title = space.title;
  if (out.title.fr.empty() && out.title.en.empty()) {
    const std::string slug = space.key.substr(space.key.rfind('/') + 1);
    out.title = {slug, slug};
  }
  out.url = space.url;
  std::int64_t people = 0;
  for (const PersonTally& p : tally.people) people += !p.organiser && p.acts() > 0;
  if (people == 0 || people >= min_cell) out.participants = people;
  out.contributions = tally.contributions + tally.amendments + tally.withdrawn;
  out.comments = tally.comments;
  return out;
}

std::vector<SpaceResult> measure_spaces(const Dataset& data, const Tallies& tallies, const criteria::CriteriaSet& set,
                                        const AuditOptions& options, OptionalTime as_of, const Findings* findings) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < data.spaces.size(); ++i)
    if (asked_for(data.spaces[i], options.spaces) && has_activity(tallies.spaces[i])) rows.push_back(i);
  // By key: the order of spaces in the files says nothing.
  std::sort(rows.begin(), rows.end(),
            [&](std::size_t a, std::size_t b) { return data.spaces[a].key < data.spaces[b].key; });
  Sampling alone = options.sampling;
  alone.threads = 1;
  std::vector<SpaceResult> out(rows.size());
  parallel_for(rows.size(), options.sampling.threads, [&](std::size_t i) {
    const Space& space = data.spaces[rows[i]];
    const Tally& tally = tallies.spaces[rows[i]];
    out[i] = describe(space, tally, options.sampling.min_cell);
    out[i].indicators = space_results(set, data, tally, alone, as_of, space.key, findings);
    score_indicators(set, out[i].indicators);
  });
  return out;
}

Parameters parameters_of(const Dataset& data, const AuditOptions& options) {
  Parameters p;
  p.level = options.sampling.level;
  p.seed = options.sampling.seed;
  p.replicates = options.sampling.replicates;
  p.min_cell = options.sampling.min_cell;
  p.language = options.language;
  p.locales = options.locales;
  p.spaces = options.spaces;
  if (options.as_of) p.as_of = iso_date(*options.as_of);
  for (const Participant& person : data.participants) p.organiser_accounts += person.organiser;
  p.organisers_listed = data.organisers_listed;
  return p;
}

Error as_of_too_early(Seconds as_of, Seconds newest) {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {"--as-of " + iso_date(as_of) + " précède la donnée la plus récente (" + iso_date(newest) + ").",
                "--as-of " + iso_date(as_of) + " is earlier than the newest data (" + iso_date(newest) + ")."};
  error.remedy = {"Donnez une date égale ou postérieure, ou laissez l'option de côté.",
                  "Give the same date or a later one, or leave the option out."};
  return error;
}

void report(const AuditOptions& options, std::string_view stage) {
  if (options.progress) options.progress(stage);
}

}  // namespace

Expected<Audit> run_audit(const Dataset& data, const text::TextReader& reader, const criteria::CriteriaSet& set,
                          const AuditOptions& options) {
  if (options.as_of && data.newest && *options.as_of / kDay < *data.newest / kDay)
    return std::unexpected(as_of_too_early(*options.as_of, *data.newest));
  OptionalTime as_of = data.newest;
  if (options.as_of && (!as_of || *options.as_of > *as_of)) as_of = options.as_of;

  report(options, "near_duplicates");
  auto clusters = text::near_duplicates(data.signatures, kNearDuplicate, reader, options.sampling.threads);
  if (!clusters) return std::unexpected(clusters.error());
  release_free_memory();
  report(options, "tallies");
  const Links links = find_links(data);
  const TextMarks marks = mark_texts(data, *clusters);
  TallyRules rules;
  rules.as_of = as_of.value_or(0);
  rules.threads = options.sampling.threads;
  const Tallies tallies = build_tallies(data, links, marks, rules);

  report(options, "indicators");
  Audit audit;
  audit.tool_version = options.tool_version;
  audit.platform_name = data.platform_name;
  audit.platform_url = data.platform_url;
  audit.connector = data.connector;
  audit.generation = data.generation;
  if (as_of) audit.as_of = iso_date(*as_of);
  audit.sources = data.sources;
  audit.criteria = {set.id, set.version, set.sha256, set.status};
  audit.parameters = parameters_of(data, options);
  for (const auto& [name, presence] : data.capabilities) audit.capabilities.emplace_back(name, to_string(presence));
  audit.findings = find(data, options.sampling, as_of);
  audit.merge = capability_sheet(data);
  audit.context = context_figures(set, data, tallies.platform, options.sampling.min_cell,
                                  audit.findings.get());
  audit.indicators = all_results(set, data, tallies.platform, options.sampling, as_of, audit.findings.get());
  score_indicators(set, audit.indicators);
  audit.criteria_scores = criterion_scores(set, audit.indicators);
  audit.axes = axis_scores(set, audit.criteria_scores);
  report(options, "spaces");
  audit.spaces = measure_spaces(data, tallies, set, options, as_of, audit.findings.get());
  // The rival rates Decidim platforms and nothing else.
  const bool rated = data.connector.empty() || data.connector == "decidim";
  if (options.decidim_quality != nullptr && rated)
    audit.other_sets = decidim_sets(data, links, *options.decidim_quality);
  audit.rejections = data.rejections;
  audit.declarations = set.declarations;
  return audit;
}

}  // namespace boussole::engine
