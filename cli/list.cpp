#include "cli/commands.h"
#include "connectors/catalog.h"
#include "criteria/loader.h"
#include "reports/catalog.h"

namespace boussole::cli {
namespace {

std::string row(std::string_view id, const std::string& text) {
  std::string out(id);
  out.resize(std::max<std::size_t>(out.size() + 2, 30), ' ');
  return out + text + "\n";
}

std::string listing(const std::string& what, Language language) {
  std::string out;
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  if (what == "connectors")
    for (const auto& c : connectors::catalog()) out += row(c.id, c.name.in(language));
  if (what == "indicators")
    for (const auto& i : set.indicators) out += row(i.id, i.name.in(language));
  if (what == "criteria")
    for (const auto& c : set.criteria) out += row(c.axis + "/" + c.id, c.name.in(language));
  if (what == "scenarios")
    for (const auto& s : criteria::built_in_scenarios().scenarios) out += row(s.id, s.name.in(language));
  if (what == "formats")
    for (const auto& f : reports::formats()) out += row(f.id, f.description.in(language));
  return out;
}

}  // namespace

int run(const ListArguments& arguments, const Console& console) {
  console.print(listing(arguments.what, console.language()));
  return 0;
}

}  // namespace boussole::cli
