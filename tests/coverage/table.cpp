#include "tests/coverage/table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/json/reader.h"
#include "engine/json/writer.h"

namespace boussole::coverage {

namespace {

/// Four digits: more would be noise.
std::string number(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", x);
  return text;
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }  // names hold no quote

Error broken(const std::string& file, const json::Value& at) {
  Error error;
  error.file = file;
  error.line = at.line();
  error.what = {"table de couverture illisible", "unreadable coverage table"};
  return error;
}

}  // namespace

std::string to_json(const Table& table) {
  std::string out = "{\n\"schema\": \"boussole/coverage/1\",\n\"seed\": " + std::to_string(table.seed) +
                    ",\n\"level\": " + number(table.level) + ",\n\"rows\": [\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    out += "{\"family\": " + quoted(row.family) + ", \"kind\": " + quoted(row.kind) +
           ", \"statistic\": " + quoted(row.statistic) + ", \"n\": " + std::to_string(row.n) +
           ", \"runs\": " + std::to_string(row.runs) + ", \"stress\": " + (row.stress ? "true" : "false") +
           ", \"targets\": [";
    for (std::size_t t = 0; t < row.targets.size(); ++t) out += (t > 0 ? ", " : "") + quoted(row.targets[t]);
    out += "], \"methods\": [";
    for (std::size_t m = 0; m < row.methods.size(); ++m) {
      const MethodScore& score = row.methods[m];
      out += (m > 0 ? ", {" : "{") + std::string("\"name\": ") + quoted(score.name) +
             ", \"printed\": " + number(score.printed) + ", \"covers\": [";
      for (std::size_t t = 0; t < score.covers.size(); ++t) out += (t > 0 ? ", " : "") + number(score.covers[t]);
      out += "], \"below\": " + number(score.below) + ", \"above\": " + number(score.above) +
             ", \"width\": " + number(score.width) + "}";
    }
    out += i + 1 < table.rows.size() ? "]},\n" : "]}\n";
  }
  return out + "]\n}\n";
}

namespace {

bool read_method(const json::Value& value, MethodScore& out) {
  const auto real = [&](const char* key, double& into) {
    const json::Value* found = value.find(key);
    const auto read = found ? found->as_double() : std::nullopt;
    if (read) into = *read;
    return read.has_value();
  };
  const json::Value* name = value.find("name");
  const json::Value* covers = value.find("covers");
  if (!name || !name->as_string() || !covers || !covers->as_array()) return false;
  out.name = *name->as_string();
  for (const json::Value& c : *covers->as_array()) {
    if (!c.as_double()) return false;
    out.covers.push_back(*c.as_double());
  }
  return real("printed", out.printed) && real("below", out.below) && real("above", out.above) &&
         real("width", out.width);
}

bool read_row(const json::Value& value, Row& out) {
  const auto text = [&](const char* key, std::string& into) {
    const json::Value* found = value.find(key);
    if (found && found->as_string()) into = *found->as_string();
    return found && found->as_string();
  };
  const auto whole = [&](const char* key, std::uint64_t& into) {
    const json::Value* found = value.find(key);
    const auto read = found ? found->as_integer() : std::nullopt;
    if (read) into = static_cast<std::uint64_t>(*read);
    return read.has_value();
  };
  if (!text("family", out.family) || !text("kind", out.kind) || !text("statistic", out.statistic)) return false;
  if (!whole("n", out.n) || !whole("runs", out.runs)) return false;
  const json::Value* stress = value.find("stress");
  const json::Value* targets = value.find("targets");
  const json::Value* methods = value.find("methods");
  if (!stress || !stress->as_bool() || !targets || !targets->as_array() || !methods || !methods->as_array())
    return false;
  out.stress = *stress->as_bool();
  for (const json::Value& t : *targets->as_array()) {
    if (!t.as_string()) return false;
    out.targets.push_back(*t.as_string());
  }
  for (const json::Value& m : *methods->as_array())
    if (!read_method(m, out.methods.emplace_back())) return false;
  return true;
}

}  // namespace

Expected<Table> table_of(const std::string& text, const std::string& file) {
  const auto document = json::parse(text, file);
  if (!document) return std::unexpected(document.error());
  Table table;
  const json::Value* seed = document->find("seed");
  const json::Value* level = document->find("level");
  const json::Value* rows = document->find("rows");
  if (!seed || !seed->as_integer() || !level || !level->as_double() || !rows || !rows->as_array())
    return std::unexpected(broken(file, *document));
  table.seed = static_cast<std::uint64_t>(*seed->as_integer());
  table.level = *level->as_double();
  for (const json::Value& row : *rows->as_array())
    if (!read_row(row, table.rows.emplace_back())) return std::unexpected(broken(file, row));
  return table;
}

std::vector<std::string> broken_promises(const Table& committed, const Table& fresh) {
  // Hundreds of cells are compared: four standard errors leave one false alarm in a hundred whole checks.
  constexpr double kBeyondChance = 4;
  std::vector<std::string> out;
  for (const Row& now : fresh.rows) {
    const std::string cell = now.family + " / " + now.kind + " / " + now.statistic + " / n=" + std::to_string(now.n);
    const auto then = std::find_if(committed.rows.begin(), committed.rows.end(), [&](const Row& row) {
      return row.family == now.family && row.kind == now.kind && row.statistic == now.statistic && row.n == now.n;
    });
    if (then == committed.rows.end()) {
      out.push_back(cell + ": not in the committed table");
      continue;
    }
    const MethodScore& a = then->methods.front();
    const MethodScore& b = now.methods.front();
    if (a.name != b.name) out.push_back(cell + ": the engine prints \"" + b.name + "\", the table \"" + a.name + "\"");
    if (a.printed == 0 && b.printed > 0.05) out.push_back(cell + ": prints where the table says that it does not");
    if (a.printed == 0 || b.printed == 0 || then->stress) continue;
    const double promised = a.covers.front(), seen = b.covers.front();
    const auto variance = [](double p, double runs) { return std::max(p * (1 - p), 0.01) / runs; };
    const double error = std::sqrt(variance(promised, a.printed * static_cast<double>(then->runs)) +
                                   variance(seen, b.printed * static_cast<double>(now.runs)));
    if (seen < promised - kBeyondChance * error)
      out.push_back(cell + ": covers " + number(seen) + ", the table promises " + number(promised));
  }
  return out;
}

}  // namespace boussole::coverage
