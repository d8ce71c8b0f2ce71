package feed_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
)

func TestCanonical(t *testing.T) {
	for address, want := range map[string]string{
		"https://News.Example/a":                                  "https://news.example/a",
		"HTTPS://news.example:443/a":                              "https://news.example/a",
		"http://news.example:80":                                  "http://news.example/",
		"http://news.example:8080/":                               "http://news.example:8080/",
		"https://news.example./a":                                 "https://news.example/a",
		"https://news.example/a#top":                              "https://news.example/a",
		"https://news.example/a?utm_source=rss&id=7&utm_medium=x": "https://news.example/a?id=7",
		"https://news.example/a?fbclid=1":                         "https://news.example/a",
		"https://news.example/a?":                                 "https://news.example/a",
		"https://news.example/a/../b/./c":                         "https://news.example/b/c",
		"https://news.example/a/":                                 "https://news.example/a/",
		"https://news.example/%7euser/caf%c3%a9":                  "https://news.example/~user/caf%C3%A9",
		"https://news.example/café":                               "https://news.example/caf%C3%A9",
		"https://news.example/a%2fb":                              "https://news.example/a%2Fb",
		"https://news.example/a?q=x y":                            "https://news.example/a?q=x%20y",
		"https://bücher.example/":                                 "https://xn--bcher-kva.example/",
		"https://www.news.example/a":                              "https://www.news.example/a",
		"https://[2001:DB8::1]:8443/a":                            "https://[2001:db8::1]:8443/a",
		"  https://news.example/a\n":                              "https://news.example/a",
		"ftp://news.example/a":                                    "",
		"javascript:alert(1)":                                     "",
		"https://user:secret@news.example/a":                      "",
		"/a":                                                      "",
		"":                                                        "",
		"https://":                                                "",
		"https://news.example/a\x00b":                             "",
	} {
		got := feed.Canonical(address)
		if got != want {
			t.Errorf("%q became %q, want %q", address, got, want)
		}
		if again := feed.Canonical(got); got != "" && again != got {
			t.Errorf("%q became %q, and that %q", address, got, again)
		}
	}
}
