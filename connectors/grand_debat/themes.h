#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "connectors/assembly.h"

namespace boussole::connectors::grand_debat {

struct ThemeName {
  const char* key;
  const char* part;  ///< of the names of files, in capitals
  const char* fr;
  const char* en;
};
/// In the order of the columns of the participation matrix.
inline constexpr std::array<ThemeName, 4> kThemes{
    {{"/themes/fiscalite", "FISCALITE", "La fiscalité et les dépenses publiques", "Taxes and public spending"},
     {"/themes/democratie", "DEMOCRATIE", "Démocratie et citoyenneté", "Democracy and citizenship"},
     {"/themes/ecologie", "ECOLOGI", "La transition écologique", "The ecological transition"},
     {"/themes/organisation", "ORGANISATION", "Organisation de l’État et des services publics",
      "Organisation of the state"}}};

/// The themes as spaces, each made when it is first met; what is of no theme has one space.
class Themes {
 public:
  explicit Themes(Assembly& into) : into_(into) {}
  std::uint32_t space(std::size_t theme);
  /// By the name of a file ("QUESTIONNAIRE_LA_TRANSITION_ECOLOGIQUE.json").
  std::uint32_t space_of(const std::string& file);

 private:
  Assembly& into_;
  std::array<std::optional<std::uint32_t>, kThemes.size() + 1> spaces_{};
};

}  // namespace boussole::connectors::grand_debat
