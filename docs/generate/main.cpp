// Writes the generated pages of the guide: boussole_docs DIR. A test compares them with the committed ones.
#include <fstream>
#include <iostream>
#include <string>

#include "criteria/loader.h"
#include "docs/generate/methodology.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: boussole_docs DIR\n";
    return 2;
  }
  const std::string dir = argv[1];
  const auto& set = boussole::criteria::built_in("boussole");
  std::ofstream(dir + "/fr/methode.md") << boussole::docs::methodology(set, boussole::Language::fr);
  std::ofstream(dir + "/en/methodology.md") << boussole::docs::methodology(set, boussole::Language::en);
  return 0;
}
