#include "examples/seven/page.h"

#include "criteria/loader.h"
#include "engine/scoring/scenarios.h"
#include "reports/scenarios.h"

namespace boussole::examples {
namespace {

/// Three readers who do not agree, one of them alone.
std::vector<engine::PanelMember> panel(const std::vector<std::string>& axes) {
  const auto member = [&](const char* id, Text name, std::vector<std::pair<const char*, double>> points) {
    engine::PanelMember out{id, std::move(name), "", {}};
    double sum = 0;
    for (const std::string& axis : axes) {
      double p = 1;
      for (const auto& [which, more] : points)
        if (axis == which) p += more;
      out.weights.push_back(p);
      sum += p;
    }
    for (double& w : out.weights) w /= sum;
    return out;
  };
  return {member("councillor", {"Une élue (inventée)", "A councillor (invented)"},
                 {{"suites", 3}, {"acces", 2}, {"diversite", 2}}),
          member("researcher", {"Un chercheur (inventé)", "A researcher (invented)"},
                 {{"debat", 3}, {"diversite", 3}, {"transparence", 2}}),
          member("activist", {"Une militante du libre (inventée)", "A free-software activist (invented)"},
                 {{"communs", 4}, {"transparence", 3}, {"pouvoir-agir", 3}})};
}

reports::Section portraits(const std::vector<InventedPlatform>& platforms, const reports::Typography& type) {
  reports::Section out{"portraits", type.typeset(Text{"Sept plateformes inventées", "Seven invented platforms"}), {}};
  out.blocks.push_back(reports::Lines{
      reports::Lines::Manner::warnings,
      {type.typeset(
          Text{"Tout est inventé : ces chiffres ne disent rien d'aucune plateforme réelle. Ils montrent ce que "
               "l'outil fait, pour en discuter.",
               "Everything is invented: these figures say nothing of any real platform. They show what the "
               "tool does, so that it can be discussed."})}});
  reports::Lines list{reports::Lines::Manner::list, {}};
  for (const InventedPlatform& platform : platforms)
    list.items.push_back(platform.audit.platform_name + std::string(type.colon()) + type.typeset(platform.portrait));
  out.blocks.push_back(std::move(list));
  return out;
}

}  // namespace

std::string seven_page(const std::vector<InventedPlatform>& platforms, Language language) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  const criteria::ScenarioSet& scenarios = criteria::built_in_scenarios();
  std::vector<engine::Subject> subjects;
  for (const InventedPlatform& platform : platforms) subjects.push_back({platform.audit, platform.id, {}});
  std::vector<std::string> axes;
  for (const criteria::Axis& axis : set.axes) axes.push_back(axis.id);
  engine::ScenarioOptions options;
  options.composite = true;
  options.own = panel(axes);
  options.threads = 2;
  const engine::ScenarioReport report = engine::scenarios(subjects, set, scenarios, options);
  reports::ScenarioReportOptions written;
  written.report.language = language;
  written.tool_version = "0.1.0";
  reports::Document document = reports::scenarios_document(report, set, scenarios, written);
  document.sections.insert(document.sections.begin(), portraits(platforms, reports::Typography(language)));
  return reports::write_html(document);
}

}  // namespace boussole::examples
