package extract

import (
	"regexp"
	"strings"
)

// markdown strips the signs of Markdown from a text and keeps its lines. A block of
// "key: value" lines between "---" at the head speaks about the report.
func markdown(s string, rules *Rules) draft {
	body, front := frontMatter(s)
	d := front.draft(rules, "the front matter")
	strip := newStripper()
	var b strings.Builder
	fenced := false
	for l := range strings.Lines(body) {
		if strings.HasPrefix(strings.TrimSpace(l), "```") {
			fenced = !fenced
			continue
		}
		if !fenced {
			if strings.HasPrefix(l, "# ") && d.title == "" {
				d.title = oneLine(strip.line(l))
			}
			l = strip.line(l)
		}
		b.WriteString(l)
	}
	d.text = b.String()
	return d
}

// frontMatter splits off the head block; there is none unless it is closed and every
// line in it has a key.
func frontMatter(s string) (string, fields) {
	norm := strings.TrimPrefix(s, "---\r\n")
	if norm == s {
		norm = strings.TrimPrefix(s, "---\n")
	}
	if norm == s {
		return s, nil
	}
	m := map[string]any{}
	used := len(s) - len(norm)
	for l := range strings.Lines(norm) {
		used += len(l)
		l = strings.TrimSpace(l)
		if l == "---" || l == "..." {
			return s[used:], newFields(m)
		}
		key, value, ok := strings.Cut(l, ":")
		if l != "" && !ok {
			return s, nil
		}
		m[strings.TrimSpace(key)] = strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return s, nil
}

// stripper holds the patterns of the signs that are taken out.
type stripper struct {
	lead, rule, picture, link, bold, code *regexp.Regexp
}

func newStripper() stripper {
	return stripper{
		lead:    regexp.MustCompile(`^ {0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+)`),
		rule:    regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})\r?\n?$`),
		picture: regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`),
		link:    regexp.MustCompile(`\[([^\]]+)\]\([^)\s]*(?:\s+"[^"]*")?\)`),
		bold:    regexp.MustCompile(`(\*\*|__)(\S(?:[^*_]*\S)?)(\*\*|__)`),
		code:    regexp.MustCompile("`([^`]+)`"),
	}
}

func (p stripper) line(l string) string {
	if p.rule.MatchString(l) {
		return "\n"
	}
	l = p.lead.ReplaceAllString(l, "")
	l = p.picture.ReplaceAllString(l, "")
	l = p.link.ReplaceAllString(l, "$1")
	l = p.bold.ReplaceAllString(l, "$2")
	return p.code.ReplaceAllString(l, "$1")
}
