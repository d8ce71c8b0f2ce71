package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
)

// assignKinds tells what sort of text each sentence is. It looks at the words and
// the line they stand on; where nothing speaks against it, a sentence is prose.
func assignKinds(text string, sentences []trucewatch.Sentence) {
	for start := 0; start < len(sentences); {
		end := start + 1
		for end < len(sentences) && strings.IndexFunc(text[sentences[end-1].End:sentences[end].Start], isBreak) < 0 {
			end++
		}
		line := sentences[start:end]
		for i := range line {
			line[i].Kind = kindOf(text, &line[i], len(line) == 1)
		}
		spread(text, line)
		start = end
	}
}

// spread carries the kind of a credit or a signature over to the rest of its line.
func spread(text string, line []trucewatch.Sentence) {
	whole := text[line[0].Start:line[len(line)-1].End]
	post := len(whole) < 600 && isPost(whole)
	last := line[len(line)-1].Kind
	for i := range line {
		switch {
		case line[i].Kind != trucewatch.Prose && line[i].Kind != trucewatch.Headline:
		case post:
			line[i].Kind = trucewatch.Social
		case last == trucewatch.Caption && len(line) <= 3:
			line[i].Kind = trucewatch.Caption
		}
	}
}

func kindOf(text string, s *trucewatch.Sentence, alone bool) trucewatch.SentenceKind {
	words := s.Of(text)
	if len(words) > 2000 {
		return trucewatch.Prose
	}
	lower := strings.ToLower(words)
	switch {
	case isChrome(lower, alone):
		return trucewatch.Chrome
	case isCaption(words, lower, alone):
		return trucewatch.Caption
	case isByline(s, lower, alone):
		return trucewatch.Byline
	case alone && isHeadline(s):
		return trucewatch.Headline
	}
	return trucewatch.Prose
}

func startsWithAny(s string, starts ...string) bool {
	for _, start := range starts {
		if rest, found := strings.CutPrefix(s, start); found {
			r, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}

// isChrome sees navigation, sharing, subscription and copyright lines.
func isChrome(lower string, alone bool) bool {
	if alone && isButton(strings.Trim(lower, " .:;|!>»«<…")) {
		return true
	}
	if strings.Contains(lower, "all rights reserved") || strings.HasPrefix(lower, "©") {
		return len(lower) < 300
	}
	if startsWithAny(lower, "replay more videos", "advertisement continue reading", "continue reading",
		"story continues below", "article continues", "prev post", "next post", "previous article", "next article", "related articles",
		"related stories", "related topics", "recommended stories", "most read", "most popular", "skip to", "back to top") {
		return true
	}
	if startsWithAny(lower, "click here", "click this link", "click on the link", "tap here", "read more", "read also", "also read", "read next",
		"see also", "watch live", "sign up for", "sign up to", "sign in to", "log in to", "subscribe to", "subscribe now", "subscribe for",
		"follow us", "follow our", "join our", "join us on", "download our", "download the app", "get our", "get the latest", "like us on",
		"share this", "for the latest headlines", "for the latest news", "for more news", "for more stories", "stay up to date", "stay informed",
		"support our", "donate to", "become a member", "enjoy an ad-free", "gain access to", "for as little as", "don't miss", "you will:",
		"copyright", "we use cookies", "this site uses", "this website uses", "by subscribing", "by signing up", "by continuing", "by clicking",
		"please enter", "please verify", "invalid email", "thank you for subscribing", "an error has occurred",
		"already a subscriber", "already a member", "accept cookies", "manage cookies", "your browser", "please enable javascript",
		"this article was originally", "this story was originally", "this post was originally", "this article first appeared") {
		return true
	}
	for _, sign := range []string{"google news channel", "our newsletter", "privacy policy", "terms of service", "terms of use", "newsletter sign"} {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	return false
}

// isButton lists lines that are the face of a button or a menu.
func isButton(line string) bool {
	switch line {
	case "facebook", "twitter", "x", "linkedin", "bluesky", "flipboard", "pinterest", "reddit", "whatsapp", "telegram", "threads", "instagram",
		"youtube", "tumblr", "pocket", "rss", "copy", "copy link", "link copied", "url copied", "print", "email", "e-mail", "share", "tweet", "save",
		"comment", "comments", "reply", "like", "more", "menu", "home", "search", "login", "log in", "sign in", "sign up", "subscribe", "register",
		"advertisement", "advertising", "sponsored", "video", "videos", "photo", "photos", "gallery", "listen", "watch", "play", "live", "close",
		"next", "previous", "prev", "related", "trending", "latest", "latest news", "top stories", "tags", "topics", "show more", "load more",
		"view all", "see more", "loading", "file", "editor's picks", "in pictures", "recommended", "you may also like", "more from this author":
		return true
	}
	return false
}

// isCaption sees the credit of a picture, and a caption that ends with one.
func isCaption(words, lower string, alone bool) bool {
	if startsWithAny(lower, "photo:", "photos:", "image:", "images:", "picture:", "image source:", "image credit:", "photo credit:", "photo by",
		"photograph by", "file photo", "file -", "file –", "file —", "illustration:", "credit:", "map:", "graphic:", "video:", "caption:") {
		return len(words) < 400
	}
	if i := strings.LastIndexAny(words, "[("); alone && i >= 0 && strings.HasSuffix(strings.TrimRight(words, ". "), closing(words[i])) {
		return isCredit(words[i:])
	}
	return strings.Contains(words, "REUTERS/") || strings.Contains(words, "AP Photo") || strings.Contains(lower, "getty images") && len(words) < 400
}

func closing(open byte) string {
	if open == '[' {
		return "]"
	}
	return ")"
}

// isCredit sees "[Name/Agency]", "(AP Photo/Name)", "(Photo by Name)", "[File: Agency]".
func isCredit(bracket string) bool {
	lower := strings.ToLower(bracket)
	for _, sign := range []string{"photo", "file:", "getty", "courtesy", "screengrab", "screenshot", "via ap", "via afp", "via reuters", "handout"} {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	if !strings.Contains(bracket, "/") || len(bracket) > 80 {
		return false
	}
	for _, r := range bracket {
		if unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isByline sees who wrote, when it came out and who passed it on.
func isByline(s *trucewatch.Sentence, lower string, alone bool) bool {
	if startsWithAny(lower, "author:", "authors:", "written by", "reported by", "edited by", "(reporting by", "reporting by", "additional reporting by",
		"(additional reporting", "editing by", "(editing by", "posted by", "published by", "compiled by", "translated by", "byline:",
		"published on", "published:", "posted on", "posted:", "updated:", "updated on", "last updated", "last modified", "date:", "source:") {
		return len(s.Tokens) < 60
	}
	if credit := strings.TrimRight(lower, ". )"); strings.HasSuffix(credit, "contributed to this report") || strings.HasSuffix(credit, "contributed reporting") {
		return len(s.Tokens) < 60
	}
	if !alone || len(s.Tokens) > 14 {
		return false
	}
	if startsWithAny(lower, "by", "from", "via") {
		return namesOnly(s.Tokens[1:])
	}
	if startsWithAny(lower, "date") && len(s.Tokens) > 1 {
		return strings.ContainsAny(s.Tokens[1].Form, "0123456789") || s.Tokens[1].Form == ":"
	}
	return Dateline(s.Tokens) == len(s.Tokens)
}

// namesOnly reports whether tokens are capitalised words, "and" and commas, as in
// a list of authors. A full stop at the end speaks for prose.
func namesOnly(tokens []trucewatch.Token) bool {
	names := 0
	for _, t := range tokens {
		r, _ := utf8.DecodeRuneInString(t.Form)
		switch {
		case unicode.IsUpper(r):
			names++
		case t.Form == "and" || t.Form == "," || t.Form == "&" || t.Form == "-" || t.Form == "|" || t.Form == "/" || t.Form == "in" || unicode.IsDigit(r):
		default:
			return false
		}
	}
	return names > 0
}

// isPost sees a message of a social network by its address, its signature, or its
// first word.
func isPost(line string) bool {
	if strings.HasPrefix(line, "RT @") || strings.Contains(line, "pic.twitter.com/") || strings.Contains(line, "https://t.co/") {
		return true
	}
	_, signature, found := strings.Cut(line, "(@")
	if !found {
		return false
	}
	handle, after, closed := strings.Cut(signature, ")")
	return closed && handle != "" && !strings.ContainsAny(handle, " .") && (strings.Contains(line, "— ") || strings.Contains(line, "– ")) && len(after) < 40
}

const longestHeadline = 24

// isHeadline sees a line of its own that is short and does not end as a sentence
// does.
func isHeadline(s *trucewatch.Sentence) bool {
	n := len(s.Tokens)
	if n > longestHeadline {
		return false
	}
	if isShouted(s) {
		return true
	}
	last := s.Tokens[n-1].Form
	switch last {
	case `"`, "”", "’", "'", "''", ")", "]":
		if n > 1 {
			last = s.Tokens[n-2].Form
		}
	}
	if strings.HasSuffix(last, ".") && len(last) > 1 && n > 12 {
		return false
	}
	switch last {
	case ".", "!", "?", ":", ";", ",", "...", "-", "—", "–":
		return last == "?" && n <= 12 && s.Tokens[0].Form != "“" && s.Tokens[0].Form != `"`
	}
	return true
}

// isShouted reports whether a line is written in capitals throughout.
func isShouted(s *trucewatch.Sentence) bool {
	words := 0
	for _, t := range s.Tokens {
		for _, r := range t.Form {
			if unicode.IsLower(r) && t.Form != "'s" && t.Form != "’s" {
				return false
			}
		}
		if r, _ := utf8.DecodeRuneInString(t.Form); unicode.IsUpper(r) && len(t.Form) > 1 {
			words++
		}
	}
	return words >= 3
}
