// Package weights holds word classes and lemma rules that the language core has
// learnt. The programs under train make them; they are under CC BY-SA 4.0, unlike the code.
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
