#pragma once

#include <string>
#include <string_view>

#include "connectors/pull/session.h"

namespace boussole::connectors::pull {

enum class PlatformKind { decidim, consul, go_vocal };

std::string_view id_of(PlatformKind kind);
std::optional<PlatformKind> platform_named(std::string_view id);

/// Which platform is this home page of? By what its program puts into pages, never by the name of the host.
std::optional<PlatformKind> platform_of_page(std::string_view html);

/// Finds out with few requests: the home page first, then a question to each API in turn.
Expected<PlatformKind> recognise(Session& session, const std::string& base);

/// Is this the address of a page to sign in?
bool is_sign_in(std::string_view address);

}  // namespace boussole::connectors::pull
