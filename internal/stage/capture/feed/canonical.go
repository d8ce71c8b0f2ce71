package feed

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// Canonical returns the form of a web address that is the same for all ways to write
// it: scheme and host in lower case (and in ASCII), no default port, no fragment, dots
// in the path resolved, percent signs as in RFC 3986, and without the parameters that
// only tell where a reader came from. It returns nothing for what is no http or https
// address, and for one with a user name in it.
//
// The order of the other parameters stays, and so do "www." and a final slash: sites
// may answer differently without them.
func Canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.User != nil || u.Opaque != "" {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	host, err := idna.Lookup.ToASCII(strings.TrimSuffix(u.Hostname(), "."))
	if err != nil {
		host = strings.ToLower(u.Hostname())
	}
	if u.Scheme != "http" && u.Scheme != "https" || host == "" {
		return ""
	}
	port := u.Port()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if u.Host = host; port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		u.Host = host + ":" + port
	}
	u.Fragment, u.RawFragment, u.ForceQuery = "", "", false
	u = u.JoinPath() // resolves dots
	u.RawPath = percent(u.EscapedPath())
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil || u.Path == "" {
		u.Path, u.RawPath = "/", ""
	}
	u.RawQuery = percent(query(u.RawQuery))
	return u.String()
}

// percent writes percent signs in one way: letters, digits and "-._~" without, what is
// no ASCII with, and the digits of the number in upper case.
func percent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c = byte(n)
				i += 2
				if !unreserved(c) {
					fmt.Fprintf(&b, "%%%02X", c)
					continue
				}
			}
		}
		if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// query drops what only counts readers, and keeps the rest in its order.
func query(raw string) string {
	var out []string
	for part := range strings.SplitSeq(raw, "&") {
		key, _, _ := strings.Cut(part, "=")
		if name, err := url.QueryUnescape(key); err == nil {
			key = name
		}
		if part != "" && !counting(strings.ToLower(key)) {
			out = append(out, part)
		}
	}
	return strings.Join(out, "&")
}

// counting reports whether a parameter tells only where a reader came from.
func counting(key string) bool {
	for _, begin := range []string{"utm_", "mtm_", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "matomo_", "hsa_", "at_campaign", "at_medium", "at_custom", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "wt.", "__twitter", "oly_"} {
		if strings.HasPrefix(key, begin) {
			return true
		}
	}
	return slices.Contains([]string{
		"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid",
		"_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "cmpid", "ocid", "icid", "ito", "smid", "smtyp", "taid", "xtor", "trk", "ftag", "sref",
		"guccounter", "guce_referrer", "guce_referrer_sig", "spm", "s_cid", "soc_src", "soc_trk", "srnd", "feedname", "feedtype",
	}, key)
}
