// Package weights holds what the language core has learnt: word classes, lemma
// rules, and the weights of the tagger and the fast parser. The programs under
// train make them; they are under CC BY-SA 4.0, unlike the code.
package weights

import _ "embed"

// Clusters is what lexis.ReadClusters reads.
//
//go:embed clusters.gz
var Clusters []byte

// Lemmas is what lemma.Read reads.
//
//go:embed lemmas.gz
var Lemmas []byte

// Tagger is what tagger.Read reads.
//
//go:embed tagger.bin
var Tagger []byte

// Arcs is what arcs.Read reads.
//
//go:embed arcs.bin
var Arcs []byte
