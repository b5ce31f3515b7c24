#include <catch2/catch.hpp>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "cli/commands.h"
#include "cli/subjects.h"
#include "criteria/loader.h"
#include "engine/scoring/compare.h"
#include "reports/compare_words.h"
#include "reports/figures.h"

/// Every figure that the worked cases quote, redone from the example it speaks of: the list below says which indicator
/// each quotation is. A page that is out of date fails here, with the numbers it should give.
namespace {

using namespace boussole;
using Numbers = std::vector<double>;

std::string page(const std::string& path) {
  std::ifstream in(std::string(BOUSSOLE_ROOT) + "/" + path, std::ios::binary);
  INFO(path);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The numbers of a text in order: "79 %, from 71 % to 85 %" is 79, 71, 85.
Numbers numbers(const std::string& text) {
  Numbers out;
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(i)) {
      ++i;
      continue;
    }
    std::string number;
    for (; digit(i) || ((text[i] == '.' || text[i] == ',') && digit(i + 1)); ++i)
      number += text[i] == ',' ? '.' : text[i];
    out.push_back(std::stod(number));
  }
  return out;
}

/// What stands between two texts of the page, `from` left out.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  INFO("looked for: " << from);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = text.find(to, begin + from.size());
  INFO("then for: " << to);
  REQUIRE(end != std::string::npos);
  return text.substr(begin + from.size(), end - begin - from.size());
}

/// Cells of the table row that begins so.
std::vector<std::string> row(const std::string& text, const std::string& start) {
  std::string line = start + between(text, "\n" + start, "\n");
  std::vector<std::string> out;
  for (std::size_t at = 1; at < line.size();) {
    const std::size_t next = line.find('|', at);
    if (next == std::string::npos) break;
    out.push_back(line.substr(at, next - at));
    at = next + 1;
  }
  return out;
}

/// The examples, audited once as the pages say.
const engine::Audit& audited(const std::string& town, const std::string& archive) {
  static std::map<std::string, engine::Audit> kept;
  const auto found = kept.find(town);
  if (found != kept.end()) return found->second;
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("boussole-figures-" + std::to_string(::getpid()));
  cli::AuditArguments arguments;
  arguments.sources = {std::string(BOUSSOLE_ROOT) + "/examples/" + town + "/" + archive};
  arguments.output = folder.string();
  arguments.formats = {"json"};
  REQUIRE(cli::run(arguments, cli::Console(Language::en, true, false)) == 0);
  auto audit = cli::read_checked_audit((folder / "audit.json").string());
  fs::remove_all(folder);
  REQUIRE(audit);
  return kept.emplace(town, std::move(*audit)).first->second;
}

const engine::Audit& val_clair() { return audited("val-clair", "participer.val-clair.example-open-data.zip"); }
const engine::Audit& port_lune() { return audited("port-lune", "jeparticipe.port-lune.example-open-data.zip"); }
const engine::Audit& haute_sauge() { return audited("haute-sauge", "decidons.haute-sauge.example-open-data.zip"); }

const engine::IndicatorResult& result(const std::vector<engine::IndicatorResult>& all, const std::string& id) {
  for (const engine::IndicatorResult& r : all)
    if (r.id == id) {
      REQUIRE(r.value);
      return r;
    }
  FAIL("no indicator " << id);
  return all.front();
}

double part(const engine::IndicatorResult& r, const std::string& id) {
  for (const engine::Part& p : r.parts)
    if (p.id == id && p.value) return *p.value;
  FAIL("no part " << id << " of " << r.id);
  return 0;
}

/// The numbers of a figure and its interval as the reports print them.
Numbers printed(const engine::IndicatorResult& r) {
  const reports::Typography type(Language::en);
  return numbers(reports::figure(type, reports::quantity(r)) + " " + reports::range(type, reports::quantity(r)));
}

TEST_CASE("same data, their score and ours: each figure of the table is the one computed") {
  struct Line {
    const char *en, *fr, *theirs, *ours, *part, *whole;
  };
  const engine::Audit& audit = val_clair();
  REQUIRE_FALSE(audit.other_sets.empty());
  const auto& theirs = audit.other_sets.front().indicators;
  for (const Line& line :
       {Line{"| Are people answered?", "| Répond-on", "dq-response-answered", "sui-taux-reponse", "answered", "due"},
        Line{"| Do decisions come", "| Les décisions viennent", "dq-influence-results", "pou-influence-resultats",
             "linked_to_participants", "leaf_results"},
        Line{"| Is what was decided", "| Fait-on ce qui", "dq-response-completed", "sui-realisation", "done", "due"}}) {
    const auto& mark = result(theirs, line.theirs);
    const auto& own = result(audit.indicators, line.ours);
    for (const auto& [path, start] :
         {std::pair("docs/en/same-data.md", line.en), std::pair("docs/fr/meme-donnees.md", line.fr)}) {
      INFO(path << ": " << start);
      const auto cells = row(page(path), start);
      REQUIRE(cells.size() == 5);
      CHECK(numbers(cells[1]) ==
            Numbers{part(mark, "numerator"), part(mark, "denominator"), std::round(part(mark, "percent"))});
      CHECK(numbers(cells[2]) == Numbers{*mark.value});
      CHECK(numbers(cells[3]) == Numbers{part(own, line.part), part(own, line.whole)});
      CHECK(numbers(cells[4]) == printed(own));
    }
  }
  const auto& accepted = result(theirs, "dq-influence-accepted-citizen");
  for (const auto& [path, start, rows] :
       {std::tuple("docs/en/same-data.md", "| Do accepted proposals", "invented town"),
        std::tuple("docs/fr/meme-donnees.md", "| Les propositions acceptées", "ville inventée")}) {
    const auto cells = row(page(path), start);
    REQUIRE(cells.size() == 5);
    CHECK(numbers(cells[1]) ==
          Numbers{part(accepted, "numerator"), part(accepted, "denominator"), part(accepted, "percent")});
    CHECK(numbers(cells[2]) == Numbers{*accepted.value});
    for (const engine::ContextFigure& figure : audit.context)
      if (figure.id == "ctx-taux-acceptation") CHECK(numbers(cells[4]) == Numbers{std::round(*figure.value * 100)});
    CHECK(numbers(between(page(path), rows, "\n\n")) ==
          Numbers{part(result(theirs, "dq-response-answered"), "denominator")});
  }
}

/// The size and the range of the one difference, as the page of the comparison prints them.
Numbers difference(const std::vector<engine::PairDifference>& pairs, const std::string& unit) {
  REQUIRE(pairs.size() == 1);
  CHECK(pairs.front().demonstrated);
  const auto words = reports::difference_words(reports::Typography(Language::en), pairs.front().estimate, unit);
  return numbers(words.size + " " + words.range);
}

TEST_CASE("case 1: how many differences hold, and those that are quoted") {
  const auto& set = criteria::built_in("boussole");
  std::vector<engine::Subject> subjects;
  for (const char* town : {"lin-sur-loire-2024", "lin-sur-loire"}) {
    auto subject = cli::read_subject(std::string(BOUSSOLE_ROOT) + "/examples/seven/" + town, set);
    REQUIRE(subject);
    subjects.push_back(std::move(*subject));
  }
  const engine::Comparison c = engine::compare(subjects, set);
  Numbers expected{double(c.demonstrated), double(c.family)};
  const auto add = [&](const Numbers& more) { expected.insert(expected.end(), more.begin(), more.end()); };
  const reports::Typography type(Language::en);
  for (const engine::Slope& slope : c.slopes)
    if (slope.is_axis && slope.id == "suites") {
      REQUIRE(slope.per_year);
      add(numbers(between(reports::slope_sentence(type, {"a", "b"}, slope, reports::kAxisUnit), ": ", "more")));
      add({std::floor(*slope.low * 100), std::ceil(*slope.high * 100)});
    }
  for (const auto& [id, unit] : {std::pair("sui-taux-reponse", "ratio"), std::pair("sui-delai-reponse", "days")})
    for (const engine::ComparedIndicator& compared : c.indicators)
      if (compared.id == id) add(difference(compared.differences, unit));
  CHECK(numbers(between(page("docs/en/cases.md"), "\nHere ", " On debate")) == expected);
  CHECK(numbers(between(page("docs/fr/cas.md"), "\nIci ", " Sur le débat")) == expected);
}

TEST_CASE("cases 2, 4 and 5: the figures of the three towns") {
  const auto& town = val_clair().indicators;
  for (const auto& [path, rows] :
       {std::pair("docs/en/cases.md", std::array{"| open-data", "| exposure", "| answers"}),
        std::pair("docs/fr/cas.md", std::array{"| donnees-ouvertes", "| exposition", "| reponses"})}) {
    INFO(path);
    const std::string text = page(path);
    CHECK(numbers(row(text, rows[0]).at(2)) == printed(result(town, "tra-completude-donnees")));
    CHECK(numbers(row(text, rows[1]).at(2)) == printed(result(town, "pro-exposition-personnes")));
    CHECK(numbers(row(text, rows[2]).at(2)) == printed(result(town, "sui-taux-reponse")));
  }
  const auto& answered = result(port_lune().indicators, "sui-taux-reponse");
  const Numbers rate{std::round(*answered.value * 100)};
  CHECK(numbers(between(page("docs/en/cases.md"), "\nPort-Lune reads", " of what")) == rate);
  CHECK(numbers(between(page("docs/fr/cas.md"), "\nPort-Lune lit", " de ce qui")) == rate);
  std::map<engine::Status, double> count;
  double all = 0;
  for (const engine::IndicatorResult& r : haute_sauge().indicators)
    if (r.kind != "declared") ++count[r.status], ++all;
  CHECK(count[engine::Status::ok] == 2);  // "Two indicators", in words
  const Numbers expected{all, count[engine::Status::missing], count[engine::Status::insufficient_sample]};
  CHECK(numbers(between(page("docs/en/cases.md"), "\nTwo indicators", " too few")) == expected);
  CHECK(numbers(between(page("docs/fr/cas.md"), "\nDeux indicateurs", " trop peu")) == expected);
}

}  // namespace
