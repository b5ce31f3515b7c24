#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "connectors/catalog.h"
#include "engine/audit.h"

/// Looks for people in everything that comes out of an audit.
namespace boussole::privacy_test {

using Outputs = std::vector<std::pair<std::string, std::string>>;  ///< format → what is in it

/// Everything that `boussole audit --db` writes, workbooks unpacked, and what `boussole import` puts beside it.
Outputs outputs_of(const connectors::Reading& reading);

/// Reads what must be readable.
connectors::Reading read(std::shared_ptr<connectors::SourceList> sources, const connectors::ReadOptions& options = {});

/// A name that ends with .csv is a table, any other a document.
std::shared_ptr<connectors::SourceList> memory(std::vector<std::pair<std::string, std::string>> files);
std::shared_ptr<connectors::SourceList> opened(const std::string& path);

struct Looked {
  std::size_t names = 0, emails = 0, passed_over = 0;
};
/// Fails where an output holds a name or an e-mail address of the sources, found by their columns.
Looked look(const std::string& what, std::shared_ptr<connectors::SourceList> sources,
            const connectors::ReadOptions& options = {});

/// Fails where an output holds one of these words, or where the sources do not: a secret that was never told cannot be
/// kept.
void look_for(const std::string& what, std::shared_ptr<connectors::SourceList> sources,
              const std::vector<std::string>& secrets, const connectors::ReadOptions& options = {});

}  // namespace boussole::privacy_test
