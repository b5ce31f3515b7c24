#include "tests/unit/pull/program_world.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/pull/manifest.h"

namespace boussole::test {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); !from.empty() && at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string open_data_zip(std::size_t more) {
  const connectors::Scratch scratch;
  std::string proposals =
      "id;title/en;body/en;state;created_at;published_at;url;component/id;participatory_space/id;participatory_space/"
      "url;"
      "author/id;author/name;author/url;votes;comments;reference\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string n = std::to_string(i);
    proposals += n + ";Title " + n + ";Body of proposal " + n + ";accepted;2025-01-0" + std::to_string(1 + i % 9) +
                 " 10:00:00 UTC;2025-01-10 10:00:00 UTC;https://a.example/processes/p/f/1/proposals/" + n +
                 ";1;1;https://a.example/processes/p;" + std::to_string(100 + i % 7) +
                 ";Name;https://a.example/profiles/n" + std::to_string(i % 7) + ";" + n + ";0;REF-" + n + "\n";
  }
  // Hardly packed: digits without an order.
  std::string notes;
  for (std::uint32_t state = 1; notes.size() < more;)
    notes += static_cast<char>('!' + ((state = state * 1'664'525 + 1'013'904'223) >> 24) % 94);
  connectors::write_zip(scratch.path("x.zip"),
                        {{"a.example-open-data-proposals.csv", proposals}, {"README.md", notes}});
  return scratch.bytes("x.zip");
}

Folder folder_of(const std::string& path) {
  Folder out;
  for (const auto& entry : std::filesystem::directory_iterator(path + "/answers"))
    out.answers.emplace_back(entry.path().filename().string(), content(entry.path()));
  std::sort(out.answers.begin(), out.answers.end());
  std::string started;
  const auto manifest = connectors::pull::read_manifest(
      path + "/manifest.jsonl", [&](connectors::pull::Kept&& kept, connectors::pull::LinePlace) -> Expected<void> {
        kept.received_at.clear();
        kept.key.clear();  // follows the moment the pull began, where that is asked for
        out.manifest += line_of(kept) + "\n";
        return {};
      });
  if (!manifest) {
    out.manifest = "broken";
    return out;
  }
  replace_all(out.manifest, manifest->beginning.started_at, "BEGUN");
  out.manifest += manifest->ending ? "complete " + std::to_string(manifest->ending->answers) : "unfinished";
  return out;
}

}  // namespace boussole::test
