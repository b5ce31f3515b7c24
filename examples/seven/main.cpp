// Writes the seven invented platforms and the page that reads them under the four scenarios: boussole-seven FOLDER
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "criteria/loader.h"
#include "engine/scoring/scenarios.h"
#include "examples/seven/page.h"
#include "examples/seven/seven.h"
#include "reports/json.h"

namespace {

bool write(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  return bool(out.flush());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace boussole;
  if (argc != 2) {
    std::fprintf(stderr, "usage: boussole-seven FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const auto platforms = examples::seven_platforms(criteria::built_in("boussole"));
  bool done = true;
  for (const auto& platform : platforms)
    done = write(folder / platform.id / "audit.json", reports::write_json(platform.audit)) && done;
  const auto before = examples::before_it_answers(criteria::built_in("boussole"));
  done = write(folder / before.id / "audit.json", reports::write_json(before.audit)) && done;
  for (const Language language : {Language::fr, Language::en})
    done = write(folder / (language == Language::fr ? "scenarios.fr.html" : "scenarios.en.html"),
                 examples::seven_page(platforms, language)) &&
           done;
  return done ? 0 : 5;
}
