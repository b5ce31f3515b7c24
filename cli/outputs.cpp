#include "cli/outputs.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/files.h"

namespace boussole::cli {

Expected<void> check_formats(const std::vector<std::string>& formats, const std::string& what) {
  static const std::array<std::string, 5> kKnown{"html", "json", "csv", "md", "xlsx"};
  for (const std::string& format : formats) {
    if (std::find(kKnown.begin(), kKnown.end(), format) != kKnown.end()) continue;
    Error error;
    error.kind = Error::Kind::usage;
    error.what = {"Format inconnu : " + format + " (" + what + ").", "Unknown format: " + format + " (" + what + ")."};
    error.remedy = {"Formats : html, json, csv, md, xlsx.", "Formats: html, json, csv, md, xlsx."};
    return std::unexpected(error);
  }
  return {};
}

Expected<std::vector<std::string>> write_outputs(const std::string& folder, const std::string& name,
                                                 const std::vector<std::string>& formats, const Outputs& outputs) {
  std::vector<std::string> texts, paths;
  for (const std::string& format : formats) {
    auto text = outputs.at(format)();
    if (!text) return std::unexpected(text.error());
    texts.push_back(std::move(*text));
  }
  if (auto made = make_folder(folder); !made) return std::unexpected(made.error());
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::filesystem::path path = std::filesystem::path(folder) / (name + "." + formats[i]);
    if (auto done = write_whole(path, texts[i]); !done) return std::unexpected(done.error());
    paths.push_back(path.string());
  }
  return paths;
}

}  // namespace boussole::cli
