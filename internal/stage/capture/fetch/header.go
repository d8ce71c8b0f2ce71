package fetch

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// contentType reads a Content-Type header, also one with faults in its parameters.
func contentType(s string) (media, charset string) {
	media, params, err := mime.ParseMediaType(s)
	if err == nil {
		return strings.ToLower(media), strings.ToLower(params["charset"])
	}
	media, rest, _ := strings.Cut(strings.ToLower(s), ";")
	if _, after, ok := strings.Cut(rest, "charset="); ok {
		charset, _, _ = strings.Cut(strings.Trim(after, `"' `), ";")
	}
	return strings.TrimSpace(media), strings.Trim(charset, `"' `)
}

// longestWait bounds how long a server can keep us away with Retry-After.
const longestWait = 7 * 24 * time.Hour

// retryAfter reads seconds or a date; nonsense is nothing.
func retryAfter(s string, now time.Time) time.Duration {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0
	}
	d := time.Duration(0)
	if n, err := strconv.ParseUint(s, 10, 32); err == nil {
		d = time.Duration(n) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		d = t.Sub(now)
	}
	return min(max(d, 0), longestWait)
}

// bounded drops header values that are not worth sending back.
func bounded(s string) string {
	const far = 1 << 10
	if len(s) > far || !headerSafe(s) {
		return ""
	}
	return s
}

// headerSafe reports whether a value can stand in a header.
func headerSafe(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			return false
		}
	}
	return true
}
