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

Expected<void> check_formats(const std::vector<std::string>& formats, const std::string& what,
                             const std::string& folder) {
  if (auto known = check_formats(formats, what); !known) return known;
  if (!folder.empty() || std::find(formats.begin(), formats.end(), "xlsx") == formats.end()) return {};
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {"Un classeur ne s'écrit pas sur la sortie standard.", "A workbook is not written to standard output."};
  error.remedy = {"Donner un dossier : -o DOSSIER.", "Give a folder: -o FOLDER."};
  return std::unexpected(error);
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

Expected<void> write_or_print(const std::string& folder, const std::string& name,
                              const std::vector<std::string>& formats, const Outputs& outputs, const Console& console) {
  if (!folder.empty()) {
    const auto written = write_outputs(folder, name, formats, outputs);
    if (!written) return std::unexpected(written.error());
    for (const std::string& path : *written) console.print(path + "\n");
    return {};
  }
  for (const std::string& format : formats) {
    const Expected<std::string> text = outputs.at(format)();
    if (!text) return std::unexpected(text.error());
    console.print(*text);
  }
  return {};
}

}  // namespace boussole::cli
