// Package treebank reads the treebanks that the models are trained and measured
// on, and leaves out the texts whose licence does not allow to ship what is learnt.
package treebank

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/conllu"
)

// Dir is where the treebanks lie, seen from the root of the project.
const Dir = "../shared/data/treebanks"

// closed are the genres of GUM under a non-commercial licence.
func closed() []string {
	return []string{"GUM_fiction_", "GUM_whow_", "GUM_essay_", "GUM_letter_", "GUM_podcast_", "GUM_reddit_"}
}

// Open reads one part, such as "en_ewt-train", whole. It needs the xz program.
func Open(dir, part string) ([]conllu.Sentence, error) {
	path := filepath.Join(dir, part+".conllu.xz")
	text, err := exec.CommandContext(context.Background(), "xz", "-dc", path).Output()
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", path, err)
	}
	sentences, err := conllu.Read(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return sentences, nil
}

// Training returns the training parts of EWT and GUM without the closed genres.
func Training(dir string) ([]conllu.Sentence, error) {
	var kept []conllu.Sentence
	for _, part := range []string{"en_ewt-train", "en_gum-train"} {
		sentences, err := Open(dir, part)
		if err != nil {
			return nil, err
		}
		for _, s := range sentences {
			if !isClosed(s.ID) {
				kept = append(kept, s)
			}
		}
	}
	return kept, nil
}

func isClosed(id string) bool {
	for _, genre := range closed() {
		if strings.HasPrefix(id, genre) {
			return true
		}
	}
	return false
}
