"""The page as one file with everything inside, that opens from a shared drive."""

import base64
import re
from collections.abc import Callable, Mapping

from plumbline.hosting.page import INDEX, Page
from plumbline.hosting.policy import one_file_policy, with_policy

#: The bundle of the page's worker, as web/vite.config.ts names it.
_WORKER = re.compile(r"assets/worker-[\w-]+\.js")
_SCRIPT = re.compile(r'<script type="module"[^>]* src="\./([^"]+)"[^>]*></script>')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]* href="\./([^"]+)"[^>]*>')


def single_file(page: Page) -> str:
    """The page's HTML: scripts and styles inline and hashed in its policy, parts and worker as base64 at its end."""
    shell = page.shell
    html = shell[INDEX].decode()
    scripts, html = _inlined(html, _SCRIPT, shell, lambda text: f'<script type="module">{text}</script>')
    styles, html = _inlined(html, _STYLE, shell, lambda text: f"<style>{text}</style>")
    (worker,) = (content for name, content in shell.items() if _WORKER.fullmatch(name))
    stored = [_stored(f'data-part="{part.name}" data-for="{part.purpose}"', part.content) for part in page.parts]
    html = html.replace("</body>", "\n".join([*stored, _stored("data-worker", worker), "</body>"]))
    return with_policy(html, one_file_policy(scripts, styles))


def _inlined(
    html: str, tag: re.Pattern[str], shell: Mapping[str, bytes], written: Callable[[str], str]
) -> tuple[list[str], str]:
    """The texts that the tags name, and the page with each in its tag's place."""
    texts: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        texts.append(_unclosing(shell[found[1]].decode()))
        return written(texts[-1])

    return texts, tag.sub(replaced, html)


def _unclosing(text: str) -> str:
    """Code that can't be taken for the end of its own tag: the same text, for in code these stand in strings only."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--").replace("\r\n", "\n")


def _stored(marks: str, content: bytes) -> str:
    return f'<script type="text/plain" {marks}>{base64.b64encode(content).decode()}</script>'
