/**
 * What a refused request says of the server (client-go util/certificate/certificate_manager.go, updateServerError):
 * an API server that refuses is healthy; a proxy's page or a broken connection is not.
 */
export interface RequestFailure {
  /** HTTP status; undefined where there was no answer. */
  readonly code: number | undefined;
  /** True where the answer was no API status, so that client-go made one up (`UnexpectedServerResponse`). */
  readonly unexpected: boolean;
}

export function serverHealthy({ code, unexpected }: RequestFailure): boolean {
  if (code === 401) return true;
  return !unexpected && (code === 403 || code === 404);
}
