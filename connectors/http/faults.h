#pragma once

#include <string>

#include "connectors/http/failure.h"
#include "connectors/http/url.h"

/// The words of each failure, in both languages. Nothing a server sent is repeated but what `printable` lets through.
namespace boussole::http::faults {

Failure timed_out(const std::string& host, const Text& during);
Failure dropped(const std::string& host);
Failure not_connected(const std::string& host, const std::string& cause);
Failure private_address(const std::string& host, const std::string& address);
Failure certificate(const std::string& host, long verify_result, const std::string& cause);
Failure tls(const std::string& host, const std::string& cause);
Failure malformed(const std::string& host, const std::string& cause);
Failure too_many_headers(const std::string& host);
Failure body_too_large(const std::string& host);
Failure bomb(const std::string& host);
Failure bad_gzip(const std::string& host);
Failure unasked_encoding(const std::string& host, std::string_view encoding);
Failure downgrade(const std::string& host);
Failure plain_http(const std::string& host);
Failure redirects(const std::string& host, const Text& what);
Failure proxy_refused(const std::string& host, int status);
Failure proxy_dropped(const std::string& host);
Failure proxy_out_of_reach(const std::string& host, const std::string& proxy, const std::string& cause);
Failure not_a_proxy_answer(const std::string& host, const std::string& cause);
Failure credential_in_clear(const std::string& host);
Failure unreadable_authorities(const std::string& file);
Failure stopped();
Failure sink(Error error);

}  // namespace boussole::http::faults
