#pragma once

#include <map>
#include <string>
#include <vector>

#include "criteria/files.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// What a schema cannot say of a criteria set: that its parts fit together.
namespace boussole::criteria {

/// A parsed file and the name that errors carry.
struct Document {
  std::string file;
  json::Value root;
};

/// Every file of a set, parsed and valid against its schema.
struct Documents {
  Document set, axes, criteria;
  std::vector<Document> indicators;
  std::vector<Document> scenarios;  ///< none or one
};

/// Parses the files and checks each against its schema. Errors are in the order of the files.
std::vector<Error> read_documents(const SetFiles& files, Documents& documents);

/// Duplicate identifiers, unknown axis, criterion, quality, stake or lever, an empty language side, anchors out of
/// order, an axis or criterion without indicators, a defect that names no indicator.
std::vector<Error> check_set(const Documents& documents);

/// Unknown axis, observable or indicator, a point without a quotation, weights that do not sum to 1, a position of the
/// wrong type. `axes` and `indicators` are those of the set that the scenarios go with.
std::vector<Error> check_scenarios(const Document& scenarios, const std::vector<std::string>& axes,
                                   const std::vector<std::string>& indicators);

/// A text of the document of which one language holds nothing but spaces.
std::vector<Error> check_texts(const Document& document);

}  // namespace boussole::criteria
