#include "connectors/csv/rejections.h"

#include <string>
#include <utility>

namespace boussole::connectors::csv::detail {
namespace {

std::string fields_fr(std::size_t count) { return std::to_string(count) + (count < 2 ? " champ" : " champs"); }
std::string fields_en(std::size_t count) { return std::to_string(count) + (count == 1 ? " field" : " fields"); }

Message unclosed_quote(const std::string& field) {
  return {"unclosed_quote",
          {"le guillemet ouvert au champ " + field + " n’est jamais fermé",
           "the quote opened in field " + field + " is never closed"}};
}

Message text_after_quote(const std::string& field) {
  return {"text_after_quote",
          {"du texte suit le guillemet fermant du champ " + field + " : un guillemet n’a pas été doublé ou fermé",
           "text follows the closing quote of field " + field + ": a quote was not doubled, or not closed"}};
}

Message record_too_long(std::size_t limit) {
  const std::string bytes = std::to_string(limit);
  return {"record_too_long",
          {"l’enregistrement dépasse " + bytes + " octets : un guillemet n’est sans doute pas fermé",
           "the record is longer than " + bytes + " bytes: a quote is probably not closed"}};
}

Message too_many_fields(std::size_t limit) {
  return {"too_many_fields",
          {"l’enregistrement a plus de " + fields_fr(limit) + " : un guillemet n’est sans doute pas fermé",
           "the record has more than " + fields_en(limit) + ": a quote is probably not closed"}};
}

Message wrong_field_count(std::size_t found, std::size_t expected) {
  return {"wrong_field_count",
          {fields_fr(found) + " au lieu de " + std::to_string(expected),
           fields_en(found) + " instead of " + std::to_string(expected)}};
}

}  // namespace

Rejected rejection(Fault fault, std::int64_t line, std::size_t field, std::size_t expected) {
  const auto column = static_cast<std::int64_t>(field);
  const std::string number = std::to_string(field);
  switch (fault) {
    case Fault::unclosed_quote:
      return {line, column, unclosed_quote(number)};
    case Fault::text_after_quote:
      return {line, column, text_after_quote(number)};
    case Fault::record_too_long:
      return {line, 0, record_too_long(expected)};
    case Fault::too_many_fields:
      return {line, 0, too_many_fields(expected)};
    case Fault::wrong_field_count:
      return {line, 0, wrong_field_count(field, expected)};
    case Fault::none:
      break;
  }
  std::unreachable();
}

}  // namespace boussole::connectors::csv::detail
