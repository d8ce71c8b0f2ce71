package sieve

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// starts is the pairs of ASCII characters, in small letters, that a match can begin with:
// by the first, a bit for each that can follow it; all bits where anything can, or nothing.
type starts [utf8.RuneSelf][2]uint64

// at reports whether a text begins with such a pair.
func (s *starts) at(text string) bool {
	first, second := text[0], byte(0)
	if first >= utf8.RuneSelf {
		return false
	}
	if len(text) > 1 && text[1] < utf8.RuneSelf {
		second = small(text[1])
	}
	return s[small(first)][second/64]&(1<<(second%64)) != 0
}

func small(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// take takes in what a match can begin with, and reports whether that is always a
// character of a word.
func (s *starts) take(list []head) bool {
	for _, h := range list {
		switch {
		case h.size == 0 || h.text[0] == beyond || !isWord(h.text[0]):
			return false
		case h.size == 1 || h.text[1] == beyond:
			s[h.text[0]] = [2]uint64{^uint64(0), ^uint64(0)}
		default:
			s[h.text[0]][h.text[1]/64] |= 1 << (h.text[1] % 64)
		}
	}
	return true
}

// beyond stands for all characters beyond ASCII.
const beyond = utf8.RuneSelf

// head is the first two characters of what an expression matches, in small letters, or
// fewer: all of it, or, where it is open, what is known of it.
type head struct {
	text [2]byte
	size int
	open bool
}

// whole reports whether what follows the expression adds nothing to a head of it.
func (h head) whole() bool { return h.open || h.size == len(h.text) }

// with is a head of two expressions that follow one another.
func (h head) with(next head) head {
	for i := 0; i < next.size && h.size < len(h.text); i++ {
		h.text[h.size] = next.text[i]
		h.size++
	}
	h.open = next.open && h.size < len(h.text)
	return h
}

// headsOf lists the heads of an expression, each once.
func headsOf(re *syntax.Regexp) []head {
	switch re.Op {
	case syntax.OpLiteral:
		h := head{}
		for _, r := range re.Rune[:min(len(re.Rune), len(h.text))] {
			h = h.with(single(r))
		}
		return []head{h}
	case syntax.OpCharClass:
		return headsOfClass(re.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []head{{}}
	case syntax.OpCapture:
		return headsOf(re.Sub[0])
	case syntax.OpQuest:
		return append(headsOf(re.Sub[0]), head{})
	case syntax.OpStar:
		return append(opened(headsOf(re.Sub[0])), head{})
	case syntax.OpPlus:
		return opened(headsOf(re.Sub[0]))
	case syntax.OpRepeat:
		out := opened(headsOf(re.Sub[0]))
		if re.Min == 0 {
			out = append(out, head{})
		}
		return out
	case syntax.OpConcat:
		return headsOfChain(re.Sub)
	case syntax.OpAlternate:
		var out []head
		for _, sub := range re.Sub {
			out = append(out, headsOf(sub)...)
		}
		return out
	default: // any character
		return []head{{open: true}}
	}
}

func single(r rune) head {
	if r >= utf8.RuneSelf {
		return head{text: [2]byte{beyond}, size: 1}
	}
	return head{text: [2]byte{small(byte(r))}, size: 1}
}

// headsOfClass is one head for each character. The long s and the Kelvin sign are passed
// over: see [Text].
func headsOfClass(ranges []rune) []head {
	var seen [utf8.RuneSelf + 1]bool
	var out []head
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if r == 'ſ' || r == '\u212a' {
				continue
			}
			h := single(r)
			if !seen[h.text[0]] {
				seen[h.text[0]] = true
				out = append(out, h)
			}
			if r > 'ſ' {
				break // what follows is beyond ASCII too
			}
		}
	}
	return out
}

// opened are the heads of what may be repeated.
func opened(list []head) []head {
	for i := range list {
		list[i].open = list[i].size < len(list[i].text)
	}
	return list
}

func headsOfChain(subs []*syntax.Regexp) []head {
	out := []head{{}}
	for _, sub := range subs {
		if !slices.ContainsFunc(out, func(h head) bool { return !h.whole() }) {
			break
		}
		next := headsOf(sub)
		var grown []head
		seen := map[head]bool{}
		for _, h := range out {
			if h.whole() {
				grown = append(grown, h)
				continue
			}
			for _, n := range next {
				if both := h.with(n); !seen[both] {
					seen[both] = true
					grown = append(grown, both)
				}
			}
		}
		out = grown
	}
	return out
}
