#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/pull/session.h"

/// The open data files of Decidim: the zip at /open-data/download, and from 0.30 one file a resource.
namespace boussole::connectors::pull {

struct OpenDataOptions {
  std::string base;                    ///< "https://participa.example.org"
  std::string locale;                  ///< of the file; the platform's own where empty
  std::vector<std::string> resources;  ///< "proposals" …; the whole zip where empty; "all" for those the page lists
  std::chrono::seconds patience{900};  ///< how long to wait for a file that is being prepared
};

/// Gets the files and checks them: a zip is read to its end, so that a damaged one is never kept. A platform that
/// answers with another page is preparing the file: it is asked again, less and less often.
/// @return false where the platform has no such page
Expected<bool> pull_open_data(Session& session, const OpenDataOptions& options);

/// Asks once more for the headers alone and says where the file changed while the pull went on, or that this could not
/// be seen. An error only where the user stops it.
Expected<PullFindings> changes_of_open_data(Session& session, const OpenDataOptions& options);

/// The resources a page of Decidim's open data links to, in the order of the page, each once.
std::vector<std::string> resources_of_page(std::string_view html);

/// Reads a zip to its end: every checksum right, every entry within the limits.
Expected<void> check_zip(const std::string& path);

}  // namespace boussole::connectors::pull
