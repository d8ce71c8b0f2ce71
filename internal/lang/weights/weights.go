// Package weights holds what the language core has learnt: word classes, lemma
// rules, and the weights of the tagger and the fast parser. The programs under
// train make them; they are under CC BY-SA 4.0, unlike the code.
package weights

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
)

// Clusters is what lexis.ReadClusters reads.
//
//go:embed clusters.gz
var Clusters []byte

// Lemmas is what lemma.Read reads.
//
//go:embed lemmas.gz
var Lemmas []byte

//go:embed tagger.bin.gz
var taggerPacked []byte

//go:embed arcs.bin.gz
var arcsPacked []byte

// Tagger unpacks what tagger.Read reads.
func Tagger() ([]byte, error) { return unpack("tagger", taggerPacked) }

// Arcs unpacks what arcs.Read reads.
func Arcs() ([]byte, error) { return unpack("parser", arcsPacked) }

func unpack(name string, packed []byte) ([]byte, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking the weights of the %s: %w", name, err)
	}
	b, err := io.ReadAll(zip)
	if err != nil {
		return nil, fmt.Errorf("unpacking the weights of the %s: %w", name, err)
	}
	return b, nil
}
