package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const longestAddress = 400

// address reads a web or mail address, a @handle or a #tag.
func (l *lexer) address(at int) int {
	r := l.rune(at)
	switch {
	case r == '@' || r == '#':
		return l.handle(at)
	case !unicode.IsLetter(r) && !isDigit(r):
		return at
	}
	rest := l.text[at:min(l.end, at+longestAddress)]
	if hasFoldPrefix(rest, "https://") || hasFoldPrefix(rest, "http://") || hasFoldPrefix(rest, "www.") {
		return at + trimAddress(rest[:addressLength(rest)])
	}
	name := rest[:nameLength(rest)]
	if before, host, found := strings.Cut(name, "@"); found && before != "" && strings.Contains(host, ".") {
		return at + trimAddress(name)
	}
	if !isHost(name) {
		return at
	}
	return at + trimAddress(rest[:addressLength(rest)])
}

func hasFoldPrefix(s, prefix string) bool {
	return len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func (l *lexer) handle(at int) int {
	stop := at + 1
	for stop < l.end && isWord(l.rune(stop)) {
		stop = l.after(stop)
	}
	first := l.rune(at + 1)
	if stop == at+1 || l.text[at] == '#' && isDigit(first) {
		return at
	}
	return stop
}

// addressLength counts the bytes at the front that may stand in a web address.
func addressLength(s string) int {
	for i, r := range s {
		if r > unicode.MaxASCII && !unicode.IsLetter(r) || strings.ContainsRune(`<>"{}|\^[]`, r) || r == utf8.RuneError {
			return i
		}
	}
	return len(s)
}

// nameLength counts the bytes that may stand in a host name or mail address.
func nameLength(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(rune(c))
		if !letter && strings.IndexByte(".-_+@", c) < 0 {
			return i
		}
	}
	return len(s)
}

// isHost sees "example.org" and "pic.example.com" but not "end.Next".
func isHost(name string) bool {
	dot := strings.LastIndexByte(strings.TrimRight(name, ".-"), '.')
	if dot < 2 {
		return false
	}
	switch tail := strings.TrimRight(name, ".-")[dot+1:]; tail {
	case "com", "org", "net", "edu", "gov", "mil", "int", "info", "io", "tv", "uk", "il", "sy", "lb", "ir", "ru", "fr", "de", "eu", "co", "ly":
		return !strings.Contains(name, "..") && tail == strings.ToLower(tail)
	}
	return false
}

// trimAddress leaves off punctuation that ends the sentence, not the address.
func trimAddress(s string) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !strings.ContainsRune(`.,;:!?'’”)]-`, r) || r == ')' && strings.Contains(s, "(") {
			break
		}
		s = s[:len(s)-size]
	}
	return len(s)
}
