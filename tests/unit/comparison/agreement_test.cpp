// One comparison in four formats: every order, number and sentence is the same.
#include <catch2/catch.hpp>

#include <charconv>
#include <cmath>
#include <map>
#include <regex>

#include "connectors/sheets/workbook.h"
#include "engine/json/reader.h"
#include "reports/compare.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;

/// What a format says of one difference.
struct Line {
  std::string id, first, second, sentence, verdict;
  std::optional<double> difference, low, high, probability, p_holm, first_figure;
  bool operator==(const Line&) const = default;
};

std::optional<double> number(const std::string& text) {
  if (text.empty()) return std::nullopt;
  double out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  REQUIRE(read.ec == std::errc());
  return out;
}

Line line_of(const std::vector<std::string>& cells) {
  REQUIRE(cells.size() == 17);
  return {cells[1],         cells[4],          cells[5],          cells[16],         cells[14],       number(cells[8]),
          number(cells[9]), number(cells[10]), number(cells[11]), number(cells[13]), number(cells[6])};
}

std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
      rows.back().back() += text[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      rows.back().emplace_back();
    else if (c == '\n' && !quoted)
      rows.push_back({""});
    else if (c != '\r' || quoted)
      rows.back().back() += c;
  }
  rows.pop_back();
  return rows;
}

std::vector<Line> from_csv(const std::string& text) {
  std::vector<Line> out;
  auto rows = csv_rows(text);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    // what id name unit first second figures(2) difference low high probability p p_holm verdict reason sentence
    out.push_back(line_of(rows[r]));
  }
  return out;
}

std::vector<Line> from_xlsx(const std::string& bytes) {
  auto held = std::make_shared<const std::string>(bytes);
  const auto book = connectors::sheets::open_workbook({"comparison.xlsx", "", held}, {});
  REQUIRE(book);
  std::string xml;
  REQUIRE(connectors::sheets::read_entry(**book, (*book)->sheets.front().entry, [&](std::string_view piece) {
    xml += piece;
    return Expected<void>();
  }));
  CHECK(xml.find("<f>") == std::string::npos);  // no formula anywhere
  std::vector<Line> out;
  const std::regex row("<row [^>]*>(.*?)</row>"),
      cell("<c r=\"([A-Z]+)[0-9]+\"( s=\"[0-9]+\")?( t=\"s\")?>(<v>([^<]*)</v>)?");
  std::size_t r = 0;
  for (std::sregex_iterator it(xml.begin(), xml.end(), row), end; it != end; ++it, ++r) {
    if (r == 0) continue;
    const std::string inside = (*it)[1];
    std::vector<std::string> cells(17);
    for (std::sregex_iterator c(inside.begin(), inside.end(), cell); c != end; ++c) {
      const std::string column = (*c)[1];
      REQUIRE(column.size() == 1);
      const std::string value = (*c)[5];
      const bool text = (*c)[3].matched;
      cells[std::size_t(column[0] - 'A')] = text ? std::string((*book)->texts[std::size_t(*number(value))]) : value;
    }
    out.push_back(line_of(cells));
  }
  return out;
}

void add_json(const json::Value& rows, const char* figures, const std::string& language, std::vector<Line>& out) {
  for (const json::Value& row : *rows.as_array()) {
    std::map<std::string, double> by_audit;
    for (const json::Value& f : *row.find(figures)->as_array())
      if (const auto value = f.find("value")->as_double()) by_audit[*f.find("audit")->as_string()] = *value;
    for (const json::Value& d : *row.find("differences")->as_array()) {
      const json::Value& interval = *d.find("interval");
      const auto end = [&](const char* key) {
        return interval.is_null() ? std::nullopt : interval.find(key)->as_double();
      };
      const bool held = *d.find("verdict")->as_string() == "demonstrated";
      const std::string first = *d.find("first")->as_string();
      out.push_back({*row.find("id")->as_string(), first, *d.find("second")->as_string(),
                     *d.find("sentence")->find(language)->as_string(),
                     reports::verdict_word(held).in(language == "fr" ? Language::fr : Language::en),
                     d.find("difference")->as_double(), end("low"), end("high"),
                     d.find("probability_first_above")->as_double(), d.find("p_holm")->as_double(),
                     by_audit.at(first)});
    }
  }
}

std::vector<Line> from_json(const std::string& text, const std::string& language) {
  const auto root = json::parse(text, "comparison.json");
  REQUIRE(root);
  std::vector<Line> out;
  add_json(*root->find("axes"), "common", language, out);
  add_json(*root->find("indicators"), "figures", language, out);
  return out;
}

/// A workbook keeps 16 digits, as its programs do.
bool close(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::fabs(*a - *b) <= 1e-15 * std::fmax(std::fabs(*a), std::fabs(*b));
}

bool same_but_rounding(const Line& a, const Line& b) {
  return a.id == b.id && a.first == b.first && a.second == b.second && a.sentence == b.sentence &&
         a.verdict == b.verdict && close(a.difference, b.difference) && close(a.low, b.low) && close(a.high, b.high) &&
         close(a.probability, b.probability) && close(a.p_holm, b.p_holm) && close(a.first_figure, b.first_figure);
}

std::string unescaped(std::string html) {
  for (const auto& [entity, character] : std::vector<std::pair<std::string, std::string>>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = html.find(entity); at != std::string::npos; at = html.find(entity, at + character.size()))
      html.replace(at, entity.size(), character);
  return html;
}

/// The page gives axes first, then each indicator: sentences in the order of the other formats.
void check_page(const std::string& html, const std::vector<Line>& lines) {
  const std::string page = unescaped(html);
  std::size_t at = page.find("id=\"axes\"");
  REQUIRE(at != std::string::npos);
  for (const Line& line : lines) {
    INFO(line.sentence);
    at = page.find(line.sentence, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("HTML, XLSX, CSV and JSON of one comparison agree in every order, number and sentence") {
  using testing::subject;
  const std::vector<engine::Subject> three{
      subject("=Zoé, \"la\" ville", {{"a1", 0.62, 0.55, 0.69}, {"a2", 0.3, 0.2, 0.41}, {"b1", 0.5}}),
      subject("Alpha & Co", {{"a1", 0.41, 0.3, 0.52}, {"a2", 1.0 / 3, 0.25, 0.45}, {"b1", 0.7, 0.6, 0.8}}),
      subject("+Bêta <i>", {{"a1", 0.12, 0.05, 0.2}, {"a2", 0.3, 0.1, 0.5}, {"b1", 0.5, 0.4, 0.6}})};
  const criteria::CriteriaSet set = testing::small_set();
  const engine::Comparison comparison = engine::compare(three, set);
  for (const Language language : {Language::fr, Language::en}) {
    reports::CompareOptions options;
    options.report.language = language;
    options.tool_version = "1";
    const auto json =
        from_json(reports::write_comparison_json(comparison, options), language == Language::fr ? "fr" : "en");
    auto csv = from_csv(reports::write_comparison_csv(comparison, set, options));
    const auto bytes = reports::write_xlsx(reports::comparison_sheets(comparison, set, options), "t");
    REQUIRE(bytes);
    const auto xlsx = from_xlsx(*bytes);
    REQUIRE(json.size() == comparison.axes.size() * 3 + comparison.indicators.size() * 3);
    // The guard against formulas is the only thing that CSV adds: an apostrophe before a name that begins with = or +.
    for (Line& line : csv)
      for (std::string* text : {&line.first, &line.second, &line.sentence})
        if (text->starts_with("'=") || text->starts_with("'+")) text->erase(0, 1);
    REQUIRE(csv.size() == json.size());
    REQUIRE(xlsx.size() == json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
      INFO(json[i].id << " " << json[i].first << " / " << json[i].second);
      CHECK(json[i] == csv[i]);
      CHECK(same_but_rounding(json[i], xlsx[i]));
    }
    check_page(reports::write_html(reports::comparison_document(comparison, set, options)), json);
  }
}

TEST_CASE("a workbook is the same bytes each time, and its texts are never formulas") {
  const std::vector<reports::Sheet> sheets{{"a/b", {"h"}, {{std::string("=1+1")}, {2.5}, {reports::Cell()}}},
                                           {"A/B", {"h"}, {}}};
  const auto one = reports::write_xlsx(sheets, "t"), two = reports::write_xlsx(sheets, "t");
  REQUIRE(one);
  CHECK(*one == *two);
  auto held = std::make_shared<const std::string>(*one);
  const auto book = connectors::sheets::open_workbook({"t.xlsx", "", held}, {});
  REQUIRE(book);
  REQUIRE((*book)->sheets.size() == 2);
  CHECK((*book)->sheets[0].name == "a-b");
  CHECK((*book)->sheets[1].name == "A-B 2");  // Excel compares names without case
  bool found = false;
  for (std::size_t i = 0; i < (*book)->texts.size(); ++i) found = found || (*book)->texts[i] == "=1+1";
  CHECK(found);
}

}  // namespace
