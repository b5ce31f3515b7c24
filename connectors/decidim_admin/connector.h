#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::decidim_admin {

/// JSON exports of one component, or of spaces: the same fields as the CSV ones, nested.
ConnectorDef json_connector();

/// What only administrators can export about people: answers to surveys, registrations, accounts with extra fields.
ConnectorDef people_connector();

}  // namespace boussole::connectors::decidim_admin
