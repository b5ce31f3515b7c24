#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/claims.h"
#include "reports/typography.h"

/// What evidence and replies say on the page and in the Markdown. Sentences come typeset, not escaped; what people
/// wrote themselves is left as they wrote it.
namespace boussole::reports {

/// nullptr where nothing was declared for the indicator.
const engine::Declaration* declaration_of(const engine::Audit& audit, const std::string& indicator);
/// In the order of their file. @param space  empty for the whole platform
std::vector<const engine::Reply*> replies_of(const engine::Audit& audit, const std::string& indicator,
                                             const std::string& space);

/// "Déclaré : 0,5 (score 50 sur 100, de 25 à 75). À côté du chiffre mesuré, jamais mélangé." Empty where the figure of
/// the indicator is itself the declared one.
std::string declared_sentence(const Typography& type, const engine::Declaration& declaration);

/// One document: which step or point it proves, its address, its date, its file, who checked it, and why it does not
/// count.
std::string proof_sentence(const Typography& type, const engine::Proof& proof);

/// "Contestation (données fausses), service participation, 3 mai 2026 ; réponse attendue le …"
std::string reply_head(const Typography& type, const engine::Reply& reply, const std::string& today);
/// Both values, both scores and the range that holds both; empty for an annotation.
std::string reply_values(const Typography& type, const engine::Reply& reply, const std::string& unit);
/// "Suite donnée (acceptée), direction du numérique, 10 juin 2026". Empty while it is open.
std::string answer_head(const Typography& type, const engine::Reply& reply);

/// The part of an audit on these axes that open contests bear on: "Mesuré : 22 sur 100 reste en vigueur ; sans le
/// chiffre contesté, 35 ; selon les valeurs de qui conteste, de 22 à 36." One sentence a part; none without an open
/// contest.
std::vector<std::string> contested_sentences(const Typography& type, const engine::Audit& audit,
                                             const std::string& axis);

/// "Déclaré le 2 mars 2026 par …, pièces jugées au …": empty without evidence.
std::string evidence_source(const Typography& type, const engine::Audit& audit);

}  // namespace boussole::reports
