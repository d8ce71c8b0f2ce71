//go:build !amd64

package graph

func fastest() kernel { return goKernel{} }
