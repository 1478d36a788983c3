package org.sluice.access;

import com.google.re2j.Pattern;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluice.web.Address;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The browsers in which people have signed in before, told by a mark in a cookie that is kept only as its hash. */
@Component
class KnownPlaces {
    static final String COOKIE = "SLUICE_PLACE";
    private static final Duration KEPT = Duration.ofDays(180);
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KnownPlaces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    SignInPlace of(HttpServletRequest request, String login) {
        String browser = token(request)
                .map(KnownPlaces::hash)
                .filter(hash -> LocalAccount.isPlain(login) && isKnown(hash, login))
                .map(HexFormat.of()::formatHex)
                .orElse("");
        return new SignInPlace(Address.of(request), browser);
    }

    /** The mark this browser gets after signing in: the one it has for this login, or a new one. */
    ResponseCookie mark(HttpServletRequest request, String login) {
        jdbc.sql("delete from known_place where used_at < :old")
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
        String token = token(request).filter(had -> isKnown(hash(had), login)).orElseGet(this::fresh);
        jdbc.sql("""
                        insert into known_place (token_hash, login, used_at) values (:hash, :login, :now)
                        on conflict (token_hash) do update set used_at = excluded.used_at
                        """)
                .param("hash", hash(token))
                .param("login", login)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return ResponseCookie.from(COOKIE, token)
                .path(request.getContextPath() + "/sign-in")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(KEPT)
                .build();
    }

    private boolean isKnown(byte[] hash, String login) {
        return jdbc.sql("select count(*) from known_place where token_hash = :hash and login = :login")
                        .param("hash", hash)
                        .param("login", login)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .flatMap(Stream::ofNullable)
                .filter(value -> TOKEN.matcher(value).matches())
                .findFirst();
    }

    private String fresh() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
