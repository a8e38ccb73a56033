"""The content policy of the page: everything comes from the page's own place, and nothing can go anywhere else."""

import base64
import hashlib
from collections.abc import Iterable, Mapping

#: WebAssembly may be compiled; text may never be run as code.
_WASM = "'wasm-unsafe-eval'"
_SERVED = {
    "default-src": "'none'", "script-src": f"'self' {_WASM}", "worker-src": "'self'", "connect-src": "'self'",
    "style-src": "'self'", "img-src": "'self' data:", "manifest-src": "'self'", "base-uri": "'none'",
    "form-action": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
#: What browsers heed in a header only.
_HEADER_ONLY = ("frame-ancestors",)


def served_policy() -> str:
    """The policy as a header."""
    return _text(_SERVED)


def written_policy() -> str:
    """The same policy for the page's own head, for hosts that send no headers."""
    return _text({name: sources for name, sources in _SERVED.items() if name not in _HEADER_ONLY})


def one_file_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The policy of a page that holds everything: these scripts and styles, a worker made of its own text, no other."""
    return _text(
        {
            "default-src": "'none'", "script-src": f"{_hashes(scripts)} {_WASM}", "worker-src": "blob:",
            "style-src": _hashes(styles) or "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
        }
    )  # fmt: skip


def with_policy(html: str, policy: str) -> str:
    """A page with the policy first in its head."""
    return html.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def _text(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
