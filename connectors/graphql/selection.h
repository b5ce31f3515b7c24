#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/graphql/schema.h"

/// What is wanted of an interface, whatever its generation, and the query that one generation understands of it.
namespace boussole::connectors::graphql {

/// One field, or a fragment ("...Proposals{…}"). Written as text for short:
///   "title:TranslatedField{translations:LocalizedString{locale text}} voteCount"
/// A field with something inside names the type it gives, in case the platform does not tell. "x=name" renames;
/// "title@" is a text in all its languages.
struct Selection {
  std::string alias, name, arguments;
  std::string type;       ///< of the field's value, or of the fragment; empty for a scalar
  bool fragment = false;  ///< `type` is its condition
  std::vector<Selection> fields;
};

/// Reads the short form. It is written in the program: what is wrong in it is a programmer's error (assert).
std::vector<Selection> parse_selection(std::string_view text);

/// The fields of `wanted` that `schema` has on `type`, without those that are left with nothing inside.
std::vector<Selection> fit(const std::vector<Selection>& wanted, const std::string& type, const Schema& schema);

/// The same by the names of an interface that writes "public_author" for "publicAuthor", answered under ours. What the
/// schema has as it is, or has in neither way, stays.
std::vector<Selection> in_names_of(std::vector<Selection> wanted, const std::string& type, const Schema& schema);

/// As GraphQL text, on one line: "{id title{translations{locale text}}}".
std::string print(const std::vector<Selection>& fields);

/// What graphql-ruby (1.12 to 2.4, `Field#calculate_complexity`) counts: each field 1; what a connection holds, once
/// for each object of a page, its page information and `edges` once. Fragments are all added up: never less than what
/// the platform counts.
int complexity(const std::vector<Selection>& fields, int page);
/// The deepest nesting of fields.
int depth(const std::vector<Selection>& fields);

/// A text as GraphQL and JSON write it, with its quotes.
std::string as_literal(std::string_view text);

}  // namespace boussole::connectors::graphql
