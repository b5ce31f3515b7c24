// vectors DIR [--verbose]: runs every reference case of schema stat-vectors/1 found in DIR/*.json.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/reader.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace {

using namespace boussole;
using namespace boussole::vectors;

using Table = std::map<std::string_view, const Method*>;

Table all_methods() {
  Table table;
  for (const std::span<const Method> family :
       {diversity_methods(), dissimilarity_methods(), inequality_methods(), representativeness_methods(),
        deliberation_methods(), polis_methods(), survival_methods(), proportion_methods(), integrity_methods(),
        text_methods(), budgeting_methods(), representation_methods(), composite_methods(), sensitivity_methods(),
        comparison_methods(), shrinkage_methods(), privacy_methods(), engineering_methods()})
    for (const Method& method : family) table.emplace(method.name, &method);
  return table;
}

struct Tally {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

void print(const Tally& tally) {
  std::cout << tally.passed << " passed, " << tally.failed << " failed";
  if (tally.skipped > 0) std::cout << ", " << tally.skipped << " skipped";
  std::cout << '\n';
}

/// What is wrong with the answer to one case, or nothing.
std::optional<std::string> judge(const json::Value& entry, const Table& table, const std::filesystem::path& directory,
                                 std::string& id) {
  const auto text = [&](const char* key) {
    const json::Value* value = entry.find(key);
    return value && value->as_string() ? *value->as_string() : std::string();
  };
  id = text("id");
  const std::string method = text("method");
  const json::Value* expected = entry.find("expected");
  if (!expected) return "the case expects nothing";
  const auto found = table.find(method);
  if (found == table.end()) return "unknown method " + method;
  Case one{.id = id, .method = method, .directory = directory};
  one.input = Fields(entry.find("input"));
  one.params = Fields(entry.find("params"));
  one.expected = Fields(expected);
  const Fields tolerance(entry.find("tol"));
  try {
    const Tolerance allowed{tolerance.number_or("rel", 0), tolerance.number_or("abs", 0)};
    const json::Value got = found->second->answer(one);
    return found->second->judge ? found->second->judge(one, got, *expected, allowed)
                                : difference(got, *expected, allowed);
  } catch (const MissingData&) {
    throw;
  } catch (const std::exception& error) {
    return std::string("cannot read the case: ") + error.what();
  }
}

/// Runs one file; false where it is not a file of cases.
bool run_file(const std::filesystem::path& path, const Table& table, bool verbose, Tally& tally) {
  const auto document = json::parse_file(path);
  if (!document) {
    std::cout << document.error().in(Language::en) << '\n';
    ++tally.failed;
    return true;
  }
  const json::Value* schema = document->find("schema");
  if (!schema || !schema->as_string() || *schema->as_string() != "stat-vectors/1") return false;
  const json::Value* cases = document->find("cases");
  const json::Array* list = cases ? cases->as_array() : nullptr;
  if (!list) {
    std::cout << path.filename().string() << ": no list of cases\n";
    ++tally.failed;
    return true;
  }
  for (const json::Value& entry : *list) {
    std::string id;
    std::optional<std::string> problem;
    try {
      problem = judge(entry, table, path.parent_path(), id);
    } catch (const MissingData& missing) {
      ++tally.skipped;
      std::cout << "SKIPPED " << id << ": " << missing.what() << '\n';
      continue;
    }
    ++(problem ? tally.failed : tally.passed);
    if (problem) std::cout << "FAILED " << id << ' ' << *problem << '\n';
    if (!problem && verbose) std::cout << "passed " << id << '\n';
  }
  return true;
}

int run(const std::filesystem::path& directory, bool verbose) {
  const Table table = all_methods();
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  Tally total;
  for (const auto& file : files) {
    Tally tally;
    if (!run_file(file, table, verbose, tally)) continue;
    std::cout << file.stem().string() << ": ";
    print(tally);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  print(total);
  // A folder without a single case is a mistake, not a success.
  return total.failed == 0 && total.passed > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path directory;
  bool verbose = false, optional = false, usage = false;
  for (const std::string_view argument : std::vector<std::string_view>(argv + 1, argv + argc)) {
    if (argument == "--verbose")
      verbose = true;
    else if (argument == "--optional")
      optional = true;
    else if (directory.empty() && !argument.starts_with("-"))
      directory = argument;
    else
      usage = true;
  }
  if (usage || directory.empty()) {
    std::cerr << "usage: vectors DIR [--verbose] [--optional]\n";
    return 2;
  }
  if (!std::filesystem::is_directory(directory)) {
    std::cout << "skipped: there is no folder of reference cases at " << directory.string() << '\n';
    return optional ? 77 : 2;
  }
  return run(directory, verbose);
}
